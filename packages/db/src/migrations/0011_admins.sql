-- Records as in 0002.
create function admin_record(id bigint, name text, email text, role text, tenant_id bigint, status text, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"name":' || to_json(name)::text
    || ',"email":' || to_json(email)::text
    || ',"role":' || to_json(role)::text
    || ',"tenant_id":' || coalesce(tenant_id::text, 'null')
    || ',"status":' || to_json(status)::text
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

alter table admins
  add column record text not null generated always as
    (admin_record(id, name, email, role, tenant_id, status, created_at, updated_at)) stored;

create index admins_newest on admins (created_at desc, id desc);

-- Somebody must be left who may do everything. The lock makes those who leave at once leave one after another, and the last of
-- them sees that he is the last.
create function keep_an_owner() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('ringfence.keep_an_owner'));
  if not exists (select from admins where role = 'owner' and status = 'active' and id <> old.id) then
    raise exception 'the last active owner' using errcode = 'check_violation', constraint = 'admins_last_owner';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
revoke all on function keep_an_owner from public;

create trigger admins_keep_an_owner before update of role, status on admins
  for each row when (old.role = 'owner' and old.status = 'active' and (new.role <> 'owner' or new.status <> 'active'))
  execute function keep_an_owner();
create trigger admins_keep_an_owner_there before delete on admins
  for each row when (old.role = 'owner' and old.status = 'active')
  execute function keep_an_owner();
