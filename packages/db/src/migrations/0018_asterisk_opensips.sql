-- What Asterisk reads and writes by PJSIP realtime, in the shapes of its database scheme for versions 20.12, 21.7, 22.2 and newer; and
-- with `auth_type` md5 of older ones. Everything has one name: `number@domain`.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['asterisk', 'opensips'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I login', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
  end loop;
end $$;

create schema asterisk;
grant usage on schema asterisk to asterisk;

create view asterisk.ps_auths with (security_barrier) as
  select e.sip_address as id, 'digest'::text as auth_type, e.extension_number as username, t.domain as realm, null::text as password, null::text as md5_cred,
    'MD5:' || e.ha1_md5 || ',SHA-256:' || e.ha1_sha256 as password_digest, 'MD5,SHA-256'::text as supported_algorithms_uas, 60 as nonce_lifetime
  from public.extensions e
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and length(e.ha1_md5) = 32 and e.sip_address is not null;

-- For Asterisk before 20.12, 21.7 and 22.2.
create view asterisk.ps_auths_md5 with (security_barrier) as
  select e.sip_address as id, 'md5'::text as auth_type, e.extension_number as username, t.domain as realm, null::text as password, e.ha1_md5 as md5_cred,
    60 as nonce_lifetime
  from public.extensions e
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and length(e.ha1_md5) = 32 and e.sip_address is not null;

create view asterisk.ps_aors with (security_barrier) as
  select e.sip_address as id, 5 as max_contacts, 'no'::text as remove_existing, 10 as minimum_expiration, 3600 as maximum_expiration, 300 as default_expiration,
    0 as qualify_frequency, null::text as contact, case when e.voicemail_enabled then e.sip_address end as mailboxes
  from public.extensions e
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and length(e.ha1_md5) = 32 and e.sip_address is not null;

create view asterisk.ps_endpoints with (security_barrier) as
  select e.sip_address as id, e.sip_address as aors, e.sip_address as auth, 'username'::text as identify_by, 'ringfence'::text as context,
    'all'::text as disallow, 'ulaw,alaw,g722'::text as allow, 'no'::text as direct_media, 'yes'::text as force_rport, 'yes'::text as rewrite_contact, 'yes'::text as rtp_symmetric,
    '"' || translate(e.display_name, '"\<>', '') || '" <' || e.extension_number || '>' as callerid, 't' || t.id || ':e' || e.id as accountcode,
    case when e.voicemail_enabled then e.sip_address end as mailboxes
  from public.extensions e
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and length(e.ha1_md5) = 32 and e.sip_address is not null;

create view asterisk.queue_members with (security_barrier) as
  select 't' || q.tenant_id || '-' || q.queue_number as queue_name, 'PJSIP/' || e.sip_address as interface, e.display_name as membername,
    null::text as state_interface, a.penalty, case when a.status = 'active' then 0 else 1 end as paused, a.id as uniqueid
  from public.queue_agents a
  join public.queues q on q.id = a.queue_id
  join public.extensions e on e.id = a.extension_id
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and q.status = 'active' and e.sip_address is not null;

create table asterisk.ps_contacts (
  id text not null unique,
  uri text,
  expiration_time bigint,
  qualify_frequency integer,
  outbound_proxy text,
  path text,
  user_agent text,
  qualify_timeout double precision,
  reg_server text,
  authenticate_qualify text,
  via_addr text,
  via_port integer,
  call_id text,
  endpoint text,
  prune_on_boot text,
  qualify_2xx_only text
);
create index ps_contacts_endpoint on asterisk.ps_contacts (endpoint);
create index ps_contacts_domain on asterisk.ps_contacts (split_part(endpoint, '@', 2));

create table asterisk.cdr (
  accountcode text,
  src text,
  dst text,
  dcontext text,
  clid text,
  channel text,
  dstchannel text,
  lastapp text,
  lastdata text,
  start timestamp,
  answer timestamp,
  "end" timestamp,
  duration integer,
  billsec integer,
  disposition text,
  amaflags text,
  userfield text,
  uniqueid text,
  linkedid text,
  peeraccount text,
  sequence integer
);
create index cdr_start on asterisk.cdr (start);

grant select on asterisk.ps_auths, asterisk.ps_auths_md5, asterisk.ps_aors, asterisk.ps_endpoints, asterisk.queue_members to asterisk;
grant select, insert, update, delete on asterisk.ps_contacts to asterisk;
grant select, insert on asterisk.cdr to asterisk;

create function asterisk.admit_contact() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from registrable(split_part(new.endpoint, '@', 1), split_part(new.endpoint, '@', 2))) then
    return null;
  end if;
  return new;
end $$;

create function asterisk.follow_contact() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform device_unregistered('asterisk', old.id);
    return null;
  end if;
  -- Asterisk writes `;` as `^3B`, and says the transport only where it is not UDP.
  perform device_registered('asterisk', e.id, e.tenant_id, new.id, null, new.user_agent, replace(new.uri, '^3B', ';'),
    coalesce(lower(substring(replace(new.uri, '^3B', ';') from ';transport=([A-Za-z]+)')), 'udp'), new.via_addr || ':' || new.via_port,
    now(), to_timestamp(new.expiration_time))
  from extensions e
  where e.sip_address = new.endpoint;
  return null;
end $$;

create function asterisk.take_call() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  account text[] := regexp_match(new.accountcode, '^t([0-9]{1,18}):(?:e([0-9]{1,18}))?$');
begin
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
revoke all on all functions in schema asterisk from public;

create trigger ps_contacts_admit before insert on asterisk.ps_contacts for each row execute function asterisk.admit_contact();
create trigger ps_contacts_follow after insert or update or delete on asterisk.ps_contacts for each row execute function asterisk.follow_contact();
create trigger cdr_take after insert on asterisk.cdr for each row execute function asterisk.take_call();

-- What OpenSIPS 3.x reads and writes: the names are Kamailio's, the versions are not, and it takes no bigint for a credential.
create schema opensips;
grant usage on schema opensips to opensips;

create table opensips.version (
  table_name text primary key,
  table_version integer not null default 0
);
insert into opensips.version (table_name, table_version) values ('subscriber', 8), ('location', 1013), ('uri', 2), ('domain', 4);

create view opensips.subscriber with (security_barrier) as
  select e.id::text, e.extension_number as username, t.domain, ''::text as password, e.ha1_md5 as ha1, e.ha1_sha256, ''::text as ha1_sha512t256,
    t.id::text as tenant_id, e.id::text as extension_id
  from public.extensions e
  join public.tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active' and length(e.ha1_md5) = 32;

create view opensips.domain with (security_barrier) as
  select t.id, t.domain, null::text as attrs, 0 as accept_subdomain, timestamp '2000-01-01 00:00:01' as last_modified
  from public.tenants t
  where t.status = 'active';

create table opensips.location (
  contact_id bigint generated by default as identity primary key,
  username text not null default '',
  domain text,
  contact text not null,
  received text,
  path text,
  expires integer not null,
  q real not null default 1.0,
  callid text not null default 'Default-Call-ID',
  cseq integer not null default 13,
  last_modified timestamp not null default '1900-01-01 00:00:01',
  flags integer not null default 0,
  cflags text,
  user_agent text not null default '',
  socket text,
  methods integer,
  sip_instance text,
  kv_store text,
  attr text
);
create index location_account_idx on opensips.location (username, domain);
create index location_domain_idx on opensips.location (domain);

grant select on opensips.version, opensips.subscriber, opensips.domain to opensips;
grant select, insert, update, delete on opensips.location to opensips;

create function opensips.admit_location() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from registrable(new.username, new.domain)) then
    return null;
  end if;
  return new;
end $$;

create function opensips.follow_location() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform device_unregistered('opensips', old.contact_id::text);
    return null;
  end if;
  perform device_registered('opensips', e.id, e.tenant_id, new.contact_id::text, new.sip_instance, new.user_agent, new.contact, split_part(new.socket, ':', 1),
    substring(coalesce(new.received, new.contact) from '^sips?:(?:[^@;>]*@)?([^;>]+)'), now(), to_timestamp(new.expires))
  from tenants t
  join extensions e on e.tenant_id = t.id
  where t.domain = lower(new.domain) and e.extension_number = new.username;
  return null;
end $$;
revoke all on all functions in schema opensips from public;

create trigger location_admit before insert on opensips.location for each row execute function opensips.admit_location();
create trigger location_follow after insert or update or delete on opensips.location for each row execute function opensips.follow_location();
