-- Tokens of SIP servers, of the role `engine`. What they prove themselves with to the functions below is a digest of the token that the
-- API may write and cannot read: so no query that is smuggled into the API can collect the digests of secrets with it.
alter table api_tokens
  add column engine_hash bytea,
  drop constraint api_tokens_role_known,
  add constraint api_tokens_role_known check (role in ('owner', 'tenant', 'viewer', 'engine')),
  add constraint api_tokens_engine_hash_once unique (engine_hash),
  add constraint api_tokens_engine_hash_fits_role check ((role = 'engine') = (engine_hash is not null));
revoke select on api_tokens from ringfence_api;
grant select (id, admin_id, name, prefix, token_hash, role, tenant_id, read_only, expires_at, last_used_at, created_at, record),
  insert (engine_hash) on api_tokens to ringfence_api;

-- What a live token serves: one row, with the one tenant or with null for all of them.
create function engine_serves(proof bytea) returns table (only_tenant bigint, reads_only boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.tenant_id, k.read_only
  from api_tokens k
  join admins m on m.id = k.admin_id
  where k.engine_hash = proof and coalesce(k.expires_at > now(), true) and m.status = 'active'
$$;
revoke all on function engine_serves from public;

-- Who may register by this name, one at a time. An empty digest would let anybody in.
create function engine_credentials(proof bytea, number text, realm text)
  returns table (tenant_id bigint, extension_id bigint, display_name text, ha1_md5 text, ha1_sha256 text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, e.id, e.display_name, e.ha1_md5, e.ha1_sha256
  from engine_serves(proof) s
  join tenants t on coalesce(s.only_tenant = t.id, true)
  join extensions e on e.tenant_id = t.id
  where t.domain = lower(realm) and e.extension_number = number and t.status = 'active' and e.status = 'active'
    and e.ha1_md5 ~ '^[0-9a-f]{32}$' and e.ha1_sha256 ~ '^[0-9a-f]{64}$'
$$;
revoke all on function engine_credentials from public;

-- Whether the token serves the tenant of that address, and may write there.
create function engine_serves_address(proof bytea, address text, writing boolean) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from engine_serves(proof) s
    join tenants t on coalesce(s.only_tenant = t.id, true)
    where t.domain = split_part(address, '@', 2) and not (writing and s.reads_only)
  )
$$;
revoke all on function engine_serves_address from public;

-- One object of Asterisk's PJSIP, by its name `number@domain`.
create function engine_asterisk_one(proof bytea, relation text, wanted text) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not engine_serves_address(proof, wanted, false) then
    return;
  end if;
  case relation
    when 'ps_auths' then return query select row_to_json(a)::text from asterisk.ps_auths a where a.id = wanted;
    when 'ps_aors' then return query select row_to_json(a)::text from asterisk.ps_aors a where a.id = wanted;
    when 'ps_endpoints' then return query select row_to_json(p)::text from asterisk.ps_endpoints p where p.id = wanted;
  end case;
end $$;
revoke all on function engine_asterisk_one from public;

-- The first thousand names that the token serves: what Asterisk lists at its start, and needs for nothing but its own lists.
create function engine_addresses(proof bytea) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  served record;
begin
  select s.only_tenant into served from engine_serves(proof) s;
  if not found then
    return;
  end if;
  if served.only_tenant is null then
    return query select e.sip_address from extensions e where e.sip_address is not null limit 1000;
  else
    return query select e.sip_address from extensions e where e.tenant_id = served.only_tenant and e.sip_address is not null limit 1000;
  end if;
end $$;
revoke all on function engine_addresses from public;

-- One by one: no join leads into a view that is a security barrier.
create function engine_asterisk_all(proof bytea, relation text) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  name text;
begin
  for name in select engine_addresses(proof) loop
    case relation
      when 'ps_aors' then return query select row_to_json(a)::text from asterisk.ps_aors a where a.id = name;
      when 'ps_endpoints' then return query select row_to_json(p)::text from asterisk.ps_endpoints p where p.id = name;
    end case;
  end loop;
end $$;
revoke all on function engine_asterisk_all from public;

-- The members of one queue, by the name that Asterisk has for it.
create function engine_queue_members(proof bytea, queue text) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  named text[] := regexp_match(queue, '^t([0-9]{1,18})-(.+)$');
  member bigint;
begin
  for member in
    select a.id
    from engine_serves(proof) s
    join queues q on q.tenant_id = named[1]::bigint and q.queue_number = named[2] and coalesce(s.only_tenant = q.tenant_id, true)
    join queue_agents a on a.queue_id = q.id
    order by a.penalty, a.id
  loop
    return query select row_to_json(m)::text from asterisk.queue_members m where m.uniqueid = member;
  end loop;
end $$;
revoke all on function engine_queue_members from public;

-- Registrations at an Asterisk, whose names begin with the name of the extension and a semicolon.
create function engine_contacts(proof bytea, beginning text) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if beginning = '' then
    return query
      select row_to_json(c)::text
      from engine_serves(proof) s
      join tenants t on coalesce(s.only_tenant = t.id, true)
      join asterisk.ps_contacts c on split_part(c.endpoint, '@', 2) = t.domain
      limit 1000;
  else
    return query
      select row_to_json(c)::text
      from asterisk.ps_contacts c
      where c.endpoint = split_part(beginning, ';', 1) and starts_with(c.id, beginning) and engine_serves_address(proof, c.endpoint, false)
      limit 1000;
  end if;
end $$;
revoke all on function engine_contacts from public;

create function engine_contact(proof bytea, wanted text) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
  select row_to_json(c)::text from asterisk.ps_contacts c where c.id = wanted and engine_serves_address(proof, c.endpoint, false)
$$;
revoke all on function engine_contact from public;

create function engine_contact_stored(proof bytea, fields json) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  contact asterisk.ps_contacts := json_populate_record(null::asterisk.ps_contacts, fields);
  stored integer;
begin
  if not engine_serves_address(proof, contact.endpoint, true) then
    return 0;
  end if;
  -- Locked before the registration is, in the order of whoever suspends the tenant.
  perform registrable(split_part(contact.endpoint, '@', 1), split_part(contact.endpoint, '@', 2));
  delete from asterisk.ps_contacts c where c.id = contact.id and c.endpoint = contact.endpoint;
  insert into asterisk.ps_contacts select contact.* on conflict do nothing;
  get diagnostics stored = row_count;
  return stored;
end $$;
revoke all on function engine_contact_stored from public;

-- Whose registration it is stays.
create function engine_contact_updated(proof bytea, wanted text, fields json) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  updated integer;
begin
  update asterisk.ps_contacts c
  set (uri, expiration_time, qualify_frequency, outbound_proxy, path, user_agent, qualify_timeout, reg_server, authenticate_qualify, via_addr,
      via_port, call_id, prune_on_boot, qualify_2xx_only) = (
    select f.uri, f.expiration_time, f.qualify_frequency, f.outbound_proxy, f.path, f.user_agent, f.qualify_timeout, f.reg_server,
      f.authenticate_qualify, f.via_addr, f.via_port, f.call_id, f.prune_on_boot, f.qualify_2xx_only
    from json_populate_record(c, fields) f
  )
  where c.id = wanted and engine_serves_address(proof, c.endpoint, true);
  get diagnostics updated = row_count;
  return updated;
end $$;
revoke all on function engine_contact_updated from public;

create function engine_contact_destroyed(proof bytea, wanted text) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  destroyed integer;
begin
  delete from asterisk.ps_contacts c where c.id = wanted and engine_serves_address(proof, c.endpoint, true);
  get diagnostics destroyed = row_count;
  return destroyed;
end $$;
revoke all on function engine_contact_destroyed from public;

grant execute on function engine_credentials, engine_asterisk_one, engine_asterisk_all, engine_queue_members, engine_contacts, engine_contact,
  engine_contact_stored, engine_contact_updated, engine_contact_destroyed to ringfence_api;
