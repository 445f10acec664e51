-- Whoever may not register any more, or not with this secret, is registered no longer, from the same statement on.
create function end_registrations(number text, realm text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from kamailio.location where username = number and domain = realm;
  delete from asterisk.ps_contacts where endpoint = number || '@' || realm;
  delete from opensips.location where username = number and domain = realm;
$$;
revoke all on function end_registrations from public;

create function extension_ended() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform end_registrations(old.extension_number, coalesce(split_part(old.sip_address, '@', 2), t.domain)) from tenants t where t.id = old.tenant_id;
  -- What is known elsewhere, where nothing can be deleted, at least is not shown as online.
  update devices set expires_at = now() where extension_id = old.id and expires_at > now();
  return null;
end $$;
revoke all on function extension_ended from public;

create trigger extensions_end_registrations after update of status, extension_number, tenant_id, secret_sealed, ha1_md5 on extensions for each row
  when ((old.status = 'active' and new.status <> 'active') or old.extension_number <> new.extension_number or old.tenant_id <> new.tenant_id or old.ha1_md5 <> new.ha1_md5)
  execute function extension_ended();
create trigger extensions_end_registrations_deleted after delete on extensions for each row execute function extension_ended();

create function tenant_ended() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from kamailio.location where domain = old.domain;
  delete from asterisk.ps_contacts where split_part(endpoint, '@', 2) = old.domain;
  delete from opensips.location where domain = old.domain;
  update devices set expires_at = now() where tenant_id = old.id and registrar is not null and expires_at > now();
  return null;
end $$;
revoke all on function tenant_ended from public;

create trigger tenants_end_registrations after update of status, domain on tenants for each row
  when ((old.status = 'active' and new.status <> 'active') or old.domain <> new.domain) execute function tenant_ended();
create trigger tenants_end_registrations_deleted after delete on tenants for each row execute function tenant_ended();

-- The registrations of one device: a phone that moved to another address may have an earlier one left, which calls still reach.
create function end_registrations_of(device devices) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  case device.registrar
    when 'kamailio' then
      delete from kamailio.location l where l.ruid = device.registration;
      delete from kamailio.location l
      using extensions e, tenants t
      where e.id = device.extension_id and t.id = e.tenant_id and l.username = e.extension_number and l.domain = t.domain
        and kamailio.flow(l.instance, l.reg_id) = device.registration_key;
    when 'asterisk' then
      delete from asterisk.ps_contacts c where c.id = device.registration;
    when 'opensips' then
      delete from opensips.location l where l.contact_id = device.registration::bigint;
      delete from opensips.location l
      using extensions e, tenants t
      where e.id = device.extension_id and t.id = e.tenant_id and l.username = e.extension_number and l.domain = t.domain
        and l.sip_instance = device.registration_key;
    else
      null;
  end case;
end $$;
revoke all on function end_registrations_of from public;

-- Throws one device off, and says how it is from then on.
create function end_registration(of_device bigint) returns setof devices
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform end_registrations_of(d) from devices d where d.id = of_device;
  return query update devices set expires_at = least(expires_at, now()) where id = of_device returning *;
end $$;
revoke all on function end_registration from public;
grant execute on function end_registration to ringfence_api;

create function device_ended() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform end_registrations_of(old);
  return null;
end $$;
revoke all on function device_ended from public;

create trigger devices_end_registration_deleted after delete on devices for each row
  when (old.registrar is not null) execute function device_ended();

-- What the SIP servers wrote of calls is kept as call records, also of those that nothing ended for longer than Kamailio lets a call last;
-- the rest of it is looked at for two days.
create function tidy_engines() returns void
  language sql security definer set search_path = public, pg_temp as $$
  select kamailio.take_unended_calls();
  delete from kamailio.acc where time < now() at time zone 'UTC' - interval '2 days';
  delete from kamailio.missed_calls where time < now() at time zone 'UTC' - interval '2 days';
  delete from kamailio.acc_cdrs where start_time < now() at time zone 'UTC' - interval '2 days';
  delete from asterisk.cdr where start < now() at time zone 'UTC' - interval '2 days';
$$;
revoke all on function tidy_engines from public;
grant execute on function tidy_engines to ringfence_api;
