-- What FreeSWITCH tells over HTTP: it has no tables here, so each call and each registration comes by itself.
create function engine_registered(
  proof bytea, number text, realm text, as_registration text, with_agent text, at_contact text, over_transport text, from_address text, seconds integer
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who record;
begin
  if not engine_serves_address(proof, '@' || lower(realm), true) then
    return false;
  end if;
  select r.extension_id, r.tenant_id into who from registrable(number, realm) r;
  if not found then
    return false;
  end if;
  perform device_registered('freeswitch', who.extension_id, who.tenant_id, as_registration, null, with_agent, at_contact, over_transport, from_address,
    now(), now() + seconds * interval '1 second');
  return true;
end $$;
revoke all on function engine_registered from public;

-- True also when it was gone already.
create function engine_unregistered(proof bytea, number text, realm text, as_registration text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not engine_serves_address(proof, '@' || lower(realm), true) then
    return false;
  end if;
  update devices d
  set expires_at = now()
  from extensions e
  join tenants t on t.id = e.tenant_id
  where d.registrar = 'freeswitch' and d.registration = as_registration and d.expires_at > now()
    and e.id = d.extension_id and e.extension_number = number and t.domain = lower(realm);
  return true;
end $$;
revoke all on function engine_unregistered from public;

-- A call of the tenant with this id, or else with this domain; false when the token serves none such.
create function engine_call_received(
  proof bytea, of_tenant bigint, of_domain text, of_extension bigint, as_call text, caller text, callee text, ended_as text,
  total integer, billed integer, began timestamptz, ended timestamptz
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tenant bigint;
begin
  select t.id into tenant
  from engine_serves(proof) s
  join tenants t on coalesce(s.only_tenant = t.id, true)
  where not s.reads_only and case when of_tenant is null then t.domain = lower(of_domain) else t.id = of_tenant end;
  if not found then
    return false;
  end if;
  perform call_received(tenant, of_extension, as_call, caller, callee,
    case
      when of_extension is null then 'inbound'
      when exists (select from extensions e where e.tenant_id = tenant and e.extension_number = callee) then 'internal'
      else 'outbound'
    end,
    ended_as, total, billed, began, ended);
  return true;
end $$;
revoke all on function engine_call_received from public;

grant execute on function engine_registered, engine_unregistered, engine_call_received to ringfence_api;
