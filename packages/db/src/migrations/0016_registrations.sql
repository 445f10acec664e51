-- What SIP servers share, whichever they are: who may register, the devices that did, and the calls that were made.

-- `number@domain`, made wherever the digests are: some SIP servers look for nothing else.
alter table extensions add column sip_address text;
update extensions e
set sip_address = e.extension_number || '@' || t.domain
from tenants t
where t.id = e.tenant_id;
create index extensions_sip_address on extensions (sip_address);
grant insert (sip_address), update (sip_address) on extensions to ringfence_api;

-- Which SIP server a device is registered at, under which name there, and what it is known again by: the instance that the phone
-- names (RFC 5626), or else the registration.
alter table devices
  add column registrar text,
  add column registration text,
  add column registration_key text;
create unique index devices_registration_key on devices (extension_id, registration_key) where registration_key is not null;
create index devices_registration on devices (registrar, registration) where registrar is not null;

-- The API sets what people say of a device, and never what a registrar does.
revoke insert, update on devices from ringfence_api;
grant insert (id, tenant_id, extension_id, label, mac_address, vendor, model, user_agent, contact, transport, received_from, registered_at, expires_at, created_at),
  update (tenant_id, extension_id, label, mac_address, vendor, model, version, updated_at) on devices to ringfence_api;

-- What registrations at a tenant share, and its end or renaming has alone.
create function tenant_lock(of_tenant bigint) returns bigint language sql immutable strict parallel safe as $$
  select hashtextextended('ringfence.tenant', of_tenant)
$$;

-- The extension that may register by this name. It is locked so that it stays so until the registration is stored, and its tenant is
-- by an advisory lock: the row itself is held by whoever imports or adds extensions, for as long as that takes.
create function registrable(username text, realm text) returns table (extension_id bigint, tenant_id bigint)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_tenant bigint := (select t.id from tenants t where t.domain = lower(realm));
begin
  perform pg_advisory_xact_lock_shared(tenant_lock(of_tenant));
  -- In a statement of its own, which sees what was committed while this one waited.
  return query
    select e.id, e.tenant_id
    from tenants t
    join extensions e on e.tenant_id = t.id
    where t.id = of_tenant and t.domain = lower(realm) and e.extension_number = username and e.status = 'active' and t.status = 'active'
    for share of e;
end $$;
revoke all on function registrable from public;

-- Before its row changes, and so before the extensions that a new domain re-keys: both wait in the same order. A tenant that goes needs
-- none of this, because its extensions go before.
create function hold_registrations() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(tenant_lock(old.id));
  return new;
end $$;
revoke all on function hold_registrations from public;

create trigger tenants_hold_registrations before update of status, domain on tenants for each row
  when ((old.status = 'active' and new.status <> 'active') or old.domain <> new.domain) execute function hold_registrations();

-- What a phone says of itself, without what terminals obey, and no longer than a field.
create function plain_text(said text) returns text language sql immutable parallel safe as $$
  select nullif(left(regexp_replace(said, '[[:cntrl:]]', '', 'g'), 255), '')
$$;

-- The hexadecimal digits of a text: in `urn:uuid:…` and user agents stand MAC addresses, spelt as each vendor likes.
create function hexadecimal(said text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(said), '[^0-9a-f]', '', 'g')
$$;

-- As many devices that nobody entered may an extension have that are not online: whoever knows a secret can make up names for ever.
create function forgotten_devices(of_extension bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from devices d
  where d.id in (
    select id
    from devices
    where extension_id = of_extension and mac_address is null and registrar is not null and version = 1
      and coalesce(expires_at <= now(), true)
    order by expires_at desc nulls last, id desc
    offset 20
  )
$$;
revoke all on function forgotten_devices from public;

-- A registration as the device that it is of: the one known by the same key, the one whose MAC address it names, one without an
-- instance that went offline and looks the same, or a new one.
create function device_registered(
  at_registrar text, of_extension bigint, of_tenant bigint, as_registration text, by_instance text, with_agent text, at_contact text,
  over_transport text, from_address text, since timestamptz, until timestamptz
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  key text := coalesce(nullif(by_instance, ''), at_registrar || ':' || as_registration);
  agent text := plain_text(with_agent);
  host text := substring(at_contact from '@([^:;>]+)');
  known bigint;
begin
  select d.id into known
  from devices d
  where d.extension_id = of_extension and (
    d.registration_key = key
    or (d.mac_address is not null and (d.registration_key is null or d.expires_at <= now())
      and strpos(hexadecimal(concat(by_instance, ' ', with_agent)), replace(d.mac_address, ':', '')) > 0)
    or (nullif(by_instance, '') is null and d.registration_key like '%:%' and d.registration_key not like 'urn:%' and d.expires_at <= now()
      and d.user_agent is not distinct from agent and d.contact like '%@' || host || '%')
  )
  order by (d.registration_key is not distinct from key) desc, d.mac_address is not null desc, d.expires_at desc, d.id desc
  limit 1;
  if known is null then
    insert into devices (tenant_id, extension_id, label, user_agent, contact, transport, received_from, registered_at, expires_at, registrar, registration, registration_key)
    values (of_tenant, of_extension, coalesce(agent, 'Phone'), agent, plain_text(at_contact), plain_text(over_transport), plain_text(from_address), since, until,
      at_registrar, as_registration, key)
    on conflict (extension_id, registration_key) where registration_key is not null do nothing;
    if found then
      perform forgotten_devices(of_extension);
      return;
    end if;
    select d.id into known from devices d where d.extension_id = of_extension and d.registration_key = key;
  end if;
  update devices
  set user_agent = agent, contact = plain_text(at_contact), transport = plain_text(over_transport), received_from = plain_text(from_address),
    registered_at = since, expires_at = until, registrar = at_registrar, registration = as_registration, registration_key = key
  where id = known;
end $$;
revoke all on function device_registered from public;

-- A registration that is gone: the device stays, with when it was last there.
create function device_unregistered(at_registrar text, as_registration text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update devices
  set expires_at = now()
  where registrar = at_registrar and registration = as_registration and expires_at > now()
$$;
revoke all on function device_unregistered from public;

-- A call that a SIP server tells of, stored once however often it is told.
create function call_received(
  of_tenant bigint, of_extension bigint, as_call text, caller text, callee text, going text, ended_as text,
  total integer, billed integer, began timestamptz, ended timestamptz
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at, ended_at, call_id)
  select t.id, (select e.id from extensions e where e.id = of_extension and e.tenant_id = t.id),
    coalesce(left(plain_text(caller), 50), 'unknown'), coalesce(left(plain_text(callee), 50), 'unknown'), going, ended_as,
    greatest(total, 0), greatest(billed, 0), 0, began, ended, plain_text(as_call)
  from tenants t
  where t.id = of_tenant
    and not exists (select from cdr_call_ids i where i.tenant_id = t.id and i.call_id = plain_text(as_call));
exception when unique_violation then
  null;
end $$;
revoke all on function call_received from public;

-- How a call ended, by the code of its last answer.
create function disposition_of(sip_code text) returns text language sql immutable parallel safe as $$
  select case
    when sip_code like '2__' then 'answered'
    when sip_code in ('486', '600') then 'busy'
    when sip_code in ('404', '408', '480', '487') then 'no_answer'
    else 'failed'
  end
$$;
