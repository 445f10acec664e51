-- Registrations that were ended here and are in FreeSWITCH's memory alone: it asks for those since it asked last. A row is gone when
-- the registration would have run out by itself.
create table freeswitch_ends (
  id bigint generated always as identity primary key,
  -- Ids are given before they can be seen: by the transaction it is known what may still come.
  written_by bigint not null default pg_current_xact_id()::text::bigint,
  tenant_id bigint not null,
  registration text not null,
  ended_at timestamptz not null default now(),
  until timestamptz not null
);
create index freeswitch_ends_order on freeswitch_ends (written_by, id);
create index freeswitch_ends_until on freeswitch_ends (until);

-- FreeSWITCH ends registrations by their Call-ID or by `number@domain`: so a registration there is called both, with a blank between.
update devices d
set registration = e.sip_address || ' ' || d.registration, registration_key = 'freeswitch:' || e.sip_address || ' ' || d.registration
from extensions e
where e.id = d.extension_id and d.registrar = 'freeswitch' and e.sip_address is not null;

create function freeswitch_call_id(registration text) returns text language sql immutable parallel safe as $$
  select substr(registration, strpos(registration, ' ') + 1)
$$;

-- By what FreeSWITCH ends a registration. It takes a Call-ID that looks like `number@domain` or `domain` for the phones of that name,
-- and words end at a blank: a phone that chose such a Call-ID goes with all others of its own number.
create function freeswitch_name(registration text) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when said ~ '^[A-Za-z0-9._~-]{1,100}(@[A-Za-z0-9._:-]{1,100})?$'
      and not exists (select from tenants t where t.domain = lower(substring(said from '[^@]*$')))
    then said
    else split_part(registration, ' ', 1)
  end
  from (values (freeswitch_call_id(registration))) call (said)
$$;
revoke all on function freeswitch_name from public;

create or replace function engine_registered(
  proof bytea, number text, realm text, as_registration text, with_agent text, at_contact text, over_transport text, from_address text, seconds integer
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who record;
begin
  if not engine_serves_address(proof, '@' || lower(realm), true) then
    return false;
  end if;
  begin
    select r.extension_id, r.tenant_id into who from registrable(number, realm) r;
  -- FreeSWITCH has stored it already, and takes back what is answered so.
  exception when lock_not_available then
    if sqlerrm <> 'the secret is new' then
      raise;
    end if;
    return false;
  end;
  if who is null then
    return false;
  end if;
  perform device_registered('freeswitch', who.extension_id, who.tenant_id, number || '@' || realm || ' ' || as_registration, null, with_agent,
    at_contact, over_transport, from_address, now(), now() + seconds * interval '1 second');
  return true;
end $$;

create or replace function engine_unregistered(proof bytea, number text, realm text, as_registration text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not engine_serves_address(proof, '@' || lower(realm), true) then
    return false;
  end if;
  update devices d
  set expires_at = now()
  from extensions e
  join tenants t on t.id = e.tenant_id
  where d.registrar = 'freeswitch' and freeswitch_call_id(d.registration) = as_registration and d.expires_at > now()
    and e.id = d.extension_id and e.extension_number = number and t.domain = lower(realm);
  return true;
end $$;

-- FreeSWITCH keeps a registration for a minute longer than it says.
create function freeswitch_ended(device devices, of_tenant bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into freeswitch_ends (tenant_id, registration, until)
  select of_tenant, device.registration, device.expires_at + interval '2 minutes'
  where device.registrar = 'freeswitch' and device.expires_at > now()
$$;
revoke all on function freeswitch_ended from public;

create or replace function end_registrations_of(device devices) returns void
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
    when 'freeswitch' then
      perform freeswitch_ended(device, device.tenant_id);
    else
      null;
  end case;
end $$;

create or replace function extension_ended() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform end_registrations(old.extension_number, coalesce(split_part(old.sip_address, '@', 2), t.domain)) from tenants t where t.id = old.tenant_id;
  -- An extension that moved has taken its devices with it, but not the FreeSWITCH of the tenant that it was of.
  perform freeswitch_ended(d, old.tenant_id) from devices d where d.extension_id = old.id;
  update devices set expires_at = now() where extension_id = old.id and expires_at > now();
  return null;
end $$;

create or replace function tenant_ended() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from kamailio.location where domain = old.domain;
  delete from asterisk.ps_contacts where split_part(endpoint, '@', 2) = old.domain;
  delete from opensips.location where domain = old.domain;
  perform freeswitch_ended(d, old.id) from devices d where d.tenant_id = old.id;
  update devices set expires_at = now() where tenant_id = old.id and registrar is not null and expires_at > now();
  return null;
end $$;

-- What was ended after a position, which is a transaction and an id, and the position to ask after next; no row to a dead token. A phone
-- that has registered again since is left alone, so that what was told before may be told twice.
create function engine_ended(proof bytea, after_xact bigint, after_id bigint) returns table (next_position text, names text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  most constant integer := 200;
  settled bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  served record;
begin
  select s.only_tenant into served from engine_serves(proof) s;
  if not found then
    return;
  end if;
  return query
    with page as materialized (
      select e.written_by, e.id, e.registration, e.ended_at
      from freeswitch_ends e
      where (e.written_by, e.id) > (after_xact, after_id) and e.until > now() and coalesce(e.tenant_id = served.only_tenant, true)
      order by e.written_by, e.id
      limit most
    )
    select
      case when count(*) = most and max(p.written_by) < settled then array_to_string(max(array[p.written_by, p.id]), '.') else settled || '.0' end,
      coalesce(string_agg(freeswitch_name(p.registration), e'\n' order by p.written_by, p.id) filter (where not exists (
        select
        from devices d
        where d.registrar = 'freeswitch' and d.registration = p.registration and d.registered_at > p.ended_at and d.expires_at > now()
      )), '')
    from page p;
end $$;
revoke all on function engine_ended from public;
grant execute on function engine_ended to ringfence_api;

create or replace function tidy_engines() returns void
  language sql security definer set search_path = public, pg_temp as $$
  select kamailio.take_unended_calls();
  delete from kamailio.acc where time < now() at time zone 'UTC' - interval '2 days';
  delete from kamailio.missed_calls where time < now() at time zone 'UTC' - interval '2 days';
  delete from kamailio.acc_cdrs where start_time < now() at time zone 'UTC' - interval '2 days';
  delete from asterisk.cdr where start < now() at time zone 'UTC' - interval '2 days';
  delete from freeswitch_ends where until < now();
$$;

-- Asterisk looks a queue's members up by its name alone: an expression that an index can hold.
create index queues_asterisk_name on queues (('t' || tenant_id::text || '-' || queue_number));
create or replace view asterisk.queue_members with (security_barrier) as
  select 't' || q.tenant_id::text || '-' || q.queue_number as queue_name, 'PJSIP/' || e.sip_address as interface, e.display_name as membername,
    null::text as state_interface, a.penalty, case when a.status = 'active' then 0 else 1 end as paused, a.id as uniqueid
  from public.queue_agents a
  join public.queues q on q.id = a.queue_id
  join public.extensions e on e.id = a.extension_id
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and q.status = 'active' and e.sip_address is not null;

-- A phone may have proved the secret of before when a new one came, and be stored after that. Which of the two it was is not told here: so
-- for a moment nobody is stored, as when the extension is locked, and whoever has the new secret comes again.
alter table extensions add column rekeyed_at timestamptz;

create function extension_rekeyed() returns trigger language plpgsql as $$
begin
  new.rekeyed_at := clock_timestamp();
  return new;
end $$;
revoke all on function extension_rekeyed from public;

create trigger extensions_rekeyed before update of ha1_md5 on extensions for each row
  when (old.ha1_md5 <> new.ha1_md5 and old.sip_address is not distinct from new.sip_address) execute function extension_rekeyed();

-- However a SIP server logs in, one phone whose extension is locked keeps it from no other for longer than this.
create or replace function registrable(username text, realm text) returns table (extension_id bigint, tenant_id bigint)
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $$
declare
  of_tenant bigint := (select t.id from tenants t where t.domain = lower(realm));
  who record;
begin
  perform pg_advisory_xact_lock_shared(tenant_lock(of_tenant));
  -- In a statement of its own, which sees what was committed while this one waited.
  select e.id, e.tenant_id, e.rekeyed_at into who
  from tenants t
  join extensions e on e.tenant_id = t.id
  where t.id = of_tenant and t.domain = lower(realm) and e.extension_number = username and e.status = 'active' and t.status = 'active'
  for share of e;
  if not found then
    return;
  end if;
  if who.rekeyed_at > clock_timestamp() - interval '2 seconds' then
    raise exception 'the secret is new' using errcode = 'lock_not_available';
  end if;
  return query select who.id, who.tenant_id;
end $$;

-- A caller that nobody answered goes on in Asterisk's dialplan, if only to be hung up: a second row of the same call, which rang nobody.
create index cdr_uniqueid on asterisk.cdr (uniqueid);
create or replace function asterisk.take_call() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account text[] := regexp_match(new.accountcode, '^t([0-9]{1,18}):(?:e([0-9]{1,18}))?$');
begin
  if coalesce(new.dstchannel, '') = '' and coalesce(new.billsec, 0) = 0
    and exists (select from asterisk.cdr c where c.uniqueid = new.uniqueid and c.sequence < new.sequence) then
    return null;
  end if;
  perform call_received(t.id, account[2]::bigint, new.uniqueid || coalesce('#' || new.sequence, ''), new.src, new.dst,
    case
      when account[2] is null then 'inbound'
      when exists (select from extensions e where e.tenant_id = t.id and e.extension_number = new.dst) then 'internal'
      else 'outbound'
    end,
    case new.disposition when 'ANSWERED' then 'answered' when 'NO ANSWER' then 'no_answer' when 'BUSY' then 'busy' else 'failed' end,
    new.duration, new.billsec, new.start at time zone 'UTC', new."end" at time zone 'UTC')
  from tenants t
  where t.id = account[1]::bigint;
  return null;
end $$;

-- Phones make up Call-IDs and tags, and one that says the same again must not call unseen. So Kamailio gives each INVITE a name of its own,
-- which Call-ID and tag stand beside; a configuration of before gives none, and they are all that is known.
alter table kamailio.acc add column call text not null default '';
alter table kamailio.missed_calls add column call text not null default '';
alter table kamailio.acc_cdrs add column call text not null default '';

create function kamailio.call_key(callid text, from_tag text, call text) returns text language sql immutable parallel safe as $$
  select kamailio.call_key(callid, from_tag || case when call = '' then '' else '#' || call end)
$$;
revoke all on function kamailio.call_key(text, text, text) from public;

create or replace function kamailio.take_call() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  code text;
  -- The row comes when the call ends. Its own times are those of wherever Kamailio believes to be.
  ended timestamptz := now();
  began timestamptz := least(ended,
    case when new.invited ~ '^[0-9]{1,12}$' then to_timestamp(new.invited::bigint) else ended - new.duration * interval '1 second' end);
  seconds integer := round(new.duration)::integer;
begin
  -- Answered when any branch was; the code of a call that was not comes with its row in `acc`, after this one.
  select max(a.sip_code) filter (where a.sip_code like '2__') into code
  from kamailio.acc a
  where a.callid = new.callid and a.from_tag = new.from_tag and a.call = new.call and a.method = 'INVITE';
  perform call_received(t.id, case when new.caller_ext_id ~ '^[0-9]{1,18}$' then new.caller_ext_id::bigint end,
    kamailio.call_key(new.callid, new.from_tag, new.call), new.caller, new.callee, 'internal',
    case when code is null then 'no_answer' else 'answered' end,
    greatest(seconds, extract(epoch from ended - began)::integer), case when code is null then 0 else seconds end, began, ended)
  from tenants t
  where t.id = case when new.tenant_id ~ '^[0-9]{1,18}$' then new.tenant_id::bigint end
    or (new.tenant_id = '' and t.domain = lower(new.domain));
  return null;
end $$;

create or replace function kamailio.take_code() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update cdrs c
  set disposition = disposition_of(new.sip_code), updated_at = now()
  from tenants t, cdr_call_ids i
  where t.domain = lower(new.src_domain) and i.tenant_id = t.id and i.call_id = kamailio.call_key(new.callid, new.from_tag, new.call)
    and c.id = i.cdr_id and c.started_at = i.started_at and c.caller_number = coalesce(left(plain_text(new.src_user), 50), 'unknown')
    and c.bill_seconds = 0 and c.disposition <> disposition_of(new.sip_code);
  return null;
end $$;

create or replace function kamailio.take_unended_calls() returns void
  language sql security definer set search_path = public, pg_temp as $$
  select call_received(t.id, e.id, kamailio.call_key(a.callid, a.from_tag, a.call), a.src_user, a.dst_ouser, 'internal', 'answered', 0, 0,
    a.time at time zone 'UTC', a.time at time zone 'UTC')
  from kamailio.acc a
  join tenants t on t.domain = lower(a.src_domain)
  left join extensions e on e.tenant_id = t.id and e.extension_number = a.src_user
  where a.method = 'INVITE' and a.sip_code like '2__' and a.time < now() at time zone 'UTC' - interval '13 hours'
    and not exists (select from kamailio.acc_cdrs c where c.callid = a.callid and c.from_tag = a.from_tag and c.call = a.call)
$$;

-- Large objects belong to whoever makes them, count in no table, and are made by everybody: by nobody but superusers in this database from
-- now on, whoever else uses it. Others of the cluster keep theirs. It takes a superuser to say so; docs/sip/README.md tells the rest.
do $$
begin
  if (select r.rolsuper from pg_roles r where r.rolname = current_user) then
    revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
  end if;
end $$;
