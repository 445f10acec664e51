-- What the lists of the other resources stand on: their newest rows, of one tenant too, and the search of 0005.
alter table tenants add column search_text text not null generated always as
  (lower(name || E'\x1f' || slug || E'\x1f' || domain)) stored;
create index tenants_search on tenants using gin (search_words(id, search_text)) with (gin_pending_list_limit = 1024);

alter table queues add column search_text text not null generated always as
  (lower(name || E'\x1f' || queue_number || E'\x1f' || strategy)) stored;
create index queues_search on queues using gin (search_words(tenant_id, search_text)) with (gin_pending_list_limit = 1024);
create index queues_newest_of_tenant on queues (tenant_id, created_at desc, id desc);

alter table devices add column search_text text not null generated always as
  (lower(label || E'\x1f' || coalesce(mac_address, '') || E'\x1f' || coalesce(user_agent, '') || E'\x1f' || coalesce(contact, ''))) stored;
create index devices_search on devices using gin (search_words(tenant_id, search_text)) with (gin_pending_list_limit = 1024);
create index devices_newest_of_tenant on devices (tenant_id, created_at desc, id desc);

create index queue_agents_newest_of_tenant on queue_agents (tenant_id, created_at desc, id desc);
create index queue_agents_newest_of_queue on queue_agents (queue_id, created_at desc, id desc);

alter table cdrs add column search_text text not null generated always as
  (lower(caller_number || E'\x1f' || destination_number || E'\x1f' || direction || E'\x1f' || disposition)) stored;
create index cdrs_search on cdrs using gin (search_words(tenant_id, search_text)) with (gin_pending_list_limit = 1024);

-- Deleting a tenant, or asking what is in the way of it, looks for what it has.
create index admins_of_tenant on admins (tenant_id) where tenant_id is not null;

grant select (search_text) on tenants to ringfence_api;

-- Undoes the whole statement when what it did is not what it set out to do, as others changed the rows meanwhile.
create function must_hold(held boolean) returns boolean language plpgsql as $$
begin
  if not held then
    raise exception 'the rows changed meanwhile' using errcode = 'RF001';
  end if;
  return held;
end $$;

-- RFC 7396: changes what the patch names, at any depth, and keeps the rest as it is written.
create function merge_patch(target json, patch json) returns json language plpgsql immutable as $$
begin
  if json_typeof(patch) <> 'object' then
    return patch;
  end if;
  if coalesce(json_typeof(target), 'null') <> 'object' then
    target := '{}';
  end if;
  return (
    select coalesce(json_object_agg(key, value order by part, place), '{}')
    from (
      select t.key, case when p.key is null then t.value else merge_patch(t.value, p.value) end as value, 1 as part, t.place
      from json_each(target) with ordinality t (key, value, place)
      left join json_each(patch) p on p.key = t.key
      where p.key is null or json_typeof(p.value) <> 'null'
      union all
      select p.key, merge_patch(null, p.value), 2, p.place
      from json_each(patch) with ordinality p (key, value, place)
      where json_typeof(p.value) <> 'null' and not exists (select from json_each(target) t where t.key = p.key)
    ) merged
  );
end $$;

-- What is patched again and again must not grow for ever.
alter table tenants add constraint tenants_settings_size check (length(settings::text) <= 200000);
