-- Records as in 0002, but for what changes by itself, such as whether a device is online.
create function device_record(id bigint, extension_id bigint, label text, mac_address text, vendor text, model text, user_agent text, contact text, transport text, received_from text, registered_at timestamptz, expires_at timestamptz, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"extension_id":' || extension_id
    || ',"label":' || to_json(label)::text
    || ',"mac_address":' || coalesce(to_json(mac_address)::text, 'null')
    || ',"vendor":' || coalesce(to_json(vendor)::text, 'null')
    || ',"model":' || coalesce(to_json(model)::text, 'null')
    || ',"user_agent":' || coalesce(to_json(user_agent)::text, 'null')
    || ',"contact":' || coalesce(to_json(contact)::text, 'null')
    || ',"transport":' || coalesce(to_json(transport)::text, 'null')
    || ',"received_from":' || coalesce(to_json(received_from)::text, 'null')
    || ',"registered_at":' || coalesce('"' || public.iso(registered_at) || '"', 'null')
    || ',"expires_at":' || coalesce('"' || public.iso(expires_at) || '"', 'null')
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

create function queue_record(id bigint, tenant_id bigint, name text, queue_number text, strategy text, timeout integer, status text, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"tenant_id":' || tenant_id
    || ',"name":' || to_json(name)::text
    || ',"queue_number":' || to_json(queue_number)::text
    || ',"strategy":' || to_json(strategy)::text
    || ',"timeout":' || timeout
    || ',"status":' || to_json(status)::text
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

create function queue_agent_record(id bigint, queue_id bigint, extension_id bigint, penalty integer, status text, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"queue_id":' || queue_id
    || ',"extension_id":' || extension_id
    || ',"penalty":' || penalty
    || ',"status":' || to_json(status)::text
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

create table devices (
  id bigint generated always as identity primary key,
  tenant_id bigint not null,
  extension_id bigint not null,
  label text not null,
  mac_address text,
  vendor text,
  model text,
  user_agent text,
  contact text,
  transport text,
  received_from text,
  registered_at timestamptz,
  expires_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (device_record(id, extension_id, label, mac_address, vendor, model, user_agent, contact, transport, received_from, registered_at, expires_at, created_at, updated_at)) stored,
  constraint devices_extension_exists foreign key (tenant_id, extension_id) references extensions (tenant_id, id)
    on update cascade on delete cascade
);

create index devices_of_extension on devices (extension_id, id);
create index devices_newest on devices (created_at desc, id desc);

create table queues (
  id bigint generated always as identity primary key,
  tenant_id bigint not null,
  name text not null,
  queue_number text not null,
  strategy text not null,
  timeout integer not null,
  status text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (queue_record(id, tenant_id, name, queue_number, strategy, timeout, status, created_at, updated_at)) stored,
  constraint queues_tenant_exists foreign key (tenant_id) references tenants (id),
  constraint queues_number_taken unique (tenant_id, queue_number),
  constraint queues_within_tenant unique (tenant_id, id),
  constraint queues_timeout_positive check (timeout >= 1)
);

create index queues_newest on queues (created_at desc, id desc);

create table queue_agents (
  id bigint generated always as identity primary key,
  tenant_id bigint not null,
  queue_id bigint not null,
  extension_id bigint not null,
  penalty integer not null default 0,
  status text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (queue_agent_record(id, queue_id, extension_id, penalty, status, created_at, updated_at)) stored,
  constraint queue_agents_queue_exists foreign key (tenant_id, queue_id) references queues (tenant_id, id) on delete cascade,
  constraint queue_agents_extension_exists foreign key (tenant_id, extension_id) references extensions (tenant_id, id) on delete cascade,
  constraint queue_agents_pair_once unique (queue_id, extension_id),
  constraint queue_agents_penalty_not_negative check (penalty >= 0)
);

create index queue_agents_of_extension on queue_agents (extension_id, id);
create index queue_agents_newest on queue_agents (created_at desc, id desc);

create table cdrs (
  id bigint generated always as identity,
  tenant_id bigint not null,
  extension_id bigint,
  caller_number text not null,
  destination_number text not null,
  direction text not null,
  disposition text not null,
  duration_seconds integer not null,
  bill_seconds integer not null,
  cost numeric(14, 4) not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  call_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (id, started_at),
  constraint cdrs_tenant_exists foreign key (tenant_id) references tenants (id),
  constraint cdrs_extension_exists foreign key (tenant_id, extension_id) references extensions (tenant_id, id)
    on delete set null (extension_id),
  constraint cdrs_duration_not_negative check (duration_seconds >= 0),
  constraint cdrs_bill_not_negative check (bill_seconds >= 0),
  constraint cdrs_cost_not_negative check (cost >= 0)
) partition by range (started_at);

create index cdrs_newest on cdrs (started_at desc, id desc);
create index cdrs_newest_of_tenant on cdrs (tenant_id, started_at desc, id desc);
create index cdrs_newest_of_extension on cdrs (extension_id, started_at desc, id desc);

-- A unique index on a partitioned table must hold the partition key, so the call id of a tenant is claimed here.
create table cdr_call_ids (
  tenant_id bigint not null,
  call_id text not null,
  cdr_id bigint not null,
  started_at timestamptz not null,
  constraint cdrs_call_id_taken primary key (tenant_id, call_id)
);

create function claim_call_id() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    delete from cdr_call_ids where tenant_id = old.tenant_id and call_id = old.call_id;
  end if;
  if tg_op in ('INSERT', 'UPDATE') and new.call_id is not null then
    insert into cdr_call_ids (tenant_id, call_id, cdr_id, started_at) values (new.tenant_id, new.call_id, new.id, new.started_at);
  end if;
  return null;
end $$;
revoke all on function claim_call_id from public;

create trigger cdrs_claim_call_id after insert on cdrs
  for each row when (new.call_id is not null) execute function claim_call_id();
create trigger cdrs_move_call_id after update of tenant_id, call_id, started_at on cdrs
  for each row execute function claim_call_id();
create trigger cdrs_release_call_id after delete on cdrs
  for each row when (old.call_id is not null) execute function claim_call_id();

-- A month's partition, made ahead of need; what falls outside every month lands in the default one.
create table cdrs_other_months partition of cdrs default;

create function make_cdr_months(first_month date, last_month date) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month date := date_trunc('month', first_month);
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ringfence.make_cdr_months'));
  while month <= last_month loop
    if to_regclass(format('cdrs_%s', to_char(month, 'YYYY_MM'))) is null
      and not exists (select from cdrs_other_months where started_at >= month::timestamp at time zone 'UTC' and started_at < (month + interval '1 month') at time zone 'UTC')
    then
      execute format('create table %I partition of cdrs for values from (%L) to (%L)',
        'cdrs_' || to_char(month, 'YYYY_MM'), month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $$;
revoke all on function make_cdr_months from public;
grant execute on function make_cdr_months to ringfence_api;

-- An extension that changes its tenant takes its devices along (on update cascade), leaves the old tenant's queues, and
-- leaves its call records where they were billed.
create function move_extension() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- In the order of their ids, or extensions that change places would wait for each other.
  perform from tenants where id in (old.tenant_id, new.tenant_id) order by id for no key update;
  update tenants set extensions_count = extensions_count - 1 where id = old.tenant_id;
  update tenants set extensions_count = extensions_count + 1 where id = new.tenant_id;
  delete from queue_agents where extension_id = old.id;
  update cdrs set extension_id = null where extension_id = old.id;
  return new;
end $$;
revoke all on function move_extension from public;

create trigger extensions_move before update of tenant_id on extensions
  for each row when (old.tenant_id <> new.tenant_id) execute function move_extension();

grant select, insert, update, delete on devices, queues, queue_agents, cdrs to ringfence_api;
grant select on cdr_call_ids to ringfence_api;
