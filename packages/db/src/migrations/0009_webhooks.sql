-- Who is told of events, and the outbox: the statement that changes something also stores what is to be delivered, by triggers, so
-- that no way to write is forgotten and nothing is lost between the two.
create function webhook_record(id bigint, tenant_id bigint, url text, events text[], enabled boolean, description text, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"tenant_id":' || coalesce(tenant_id::text, 'null')
    || ',"url":' || to_json(url)::text
    || ',"events":' || array_to_json(events)::text
    || ',"enabled":' || enabled
    || ',"description":' || coalesce(to_json(description)::text, 'null')
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

-- Without a tenant it hears of all of them. The secret is bound to `sealed_for`, a name that is made anew with each secret.
create table webhooks (
  id bigint generated always as identity primary key,
  tenant_id bigint,
  url text not null,
  events text[] not null,
  enabled boolean not null default true,
  description text,
  secret_sealed bytea not null,
  sealed_for uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (webhook_record(id, tenant_id, url, events, enabled, description, created_at, updated_at)) stored,
  constraint webhooks_tenant_exists foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint webhooks_sealed_apart unique (sealed_for)
);

create index webhooks_newest on webhooks (created_at desc, id desc);
create index webhooks_newest_of_tenant on webhooks (tenant_id, created_at desc, id desc);
create index webhooks_listening on webhooks (tenant_id) where enabled;

-- One event for one webhook. While it is pending, `next_attempt_at` is when it may be claimed. A claim locks it for a while and moves
-- that on as far, so that what a dead process had in hand comes up again by itself.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  webhook_id bigint not null,
  event_id uuid not null default gen_random_uuid(),
  type text not null,
  payload text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  next_attempt_at timestamptz default now(),
  locked_until timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint webhook_deliveries_webhook_exists foreign key (webhook_id) references webhooks (id) on delete cascade,
  constraint webhook_deliveries_status_known check (status in ('pending', 'delivered', 'failed')),
  constraint webhook_deliveries_pending_has_a_time check ((status = 'pending') = (next_attempt_at is not null)),
  constraint webhook_deliveries_finished_has_a_time check ((status = 'pending') = (finished_at is null))
);

create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where next_attempt_at is not null;
create index webhook_deliveries_due_of_webhook on webhook_deliveries (webhook_id, next_attempt_at, id) where next_attempt_at is not null;
create index webhook_deliveries_newest_of_webhook on webhook_deliveries (webhook_id, created_at desc, id desc);
create index webhook_deliveries_oldest on webhook_deliveries (created_at);

-- Devices that were announced as online. A registration that runs out writes nothing, so each is looked at again when the one that
-- was known of it ends; one that was renewed in between costs nothing until then.
create table devices_online (
  device_id bigint primary key,
  look_at timestamptz not null
);

create index devices_online_due on devices_online (look_at);

create function webhook_payload(type text, data text) returns text
  language sql stable parallel safe as $$
  select '{"type":"' || type || '","timestamp":"' || public.iso(now()) || '","data":' || data || '}';
$$;

-- Locking the webhook before its delivery refers to it makes one that is being deleted wait, or else it would fail the write.
create function announce_extensions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  happened text := case tg_op when 'INSERT' then 'extension.created' else 'extension.deleted' end;
begin
  if not exists (select from webhooks where enabled) then
    return null;
  end if;
  insert into webhook_deliveries (webhook_id, type, payload)
  select w.id, happened, webhook_payload(happened, e.record)
  from rows_changed e
  join webhooks w on w.enabled and (w.tenant_id is null or w.tenant_id = e.tenant_id) and happened = any (w.events)
  order by e.id, w.id
  for key share of w;
  return null;
end $$;

-- One that moves is deleted for the tenant that it leaves and created for the other; who sees both sees it updated.
create function announce_changed_extensions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from webhooks where enabled) then
    return null;
  end if;
  insert into webhook_deliveries (webhook_id, type, payload)
  select w.id, happened.type,
    webhook_payload(happened.type, case happened.type when 'extension.deleted' then o.record else n.record end)
  from rows_after n
  join rows_before o on o.id = n.id and o.record <> n.record
  join webhooks w on w.enabled and (w.tenant_id is null or w.tenant_id in (o.tenant_id, n.tenant_id))
  cross join lateral (
    select case
      when w.tenant_id is null or o.tenant_id = n.tenant_id then 'extension.updated'
      when w.tenant_id = o.tenant_id then 'extension.deleted'
      else 'extension.created'
    end as type
  ) happened
  where happened.type = any (w.events)
  order by n.id, w.id
  for key share of w;
  return null;
end $$;

create function announce_cdrs() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from webhooks where enabled) then
    return null;
  end if;
  insert into webhook_deliveries (webhook_id, type, payload)
  select w.id, 'cdr.created', webhook_payload('cdr.created', (select row_to_json(r)::text from (
      select c.id, c.tenant_id, c.extension_id, c.caller_number, c.destination_number, c.direction, c.disposition,
        c.duration_seconds, c.bill_seconds, c.cost, iso(c.started_at) as started_at, iso(c.ended_at) as ended_at, c.call_id,
        iso(c.created_at) as created_at, iso(c.updated_at) as updated_at
    ) r))
  from rows_changed c
  join webhooks w on w.enabled and (w.tenant_id is null or w.tenant_id = c.tenant_id) and 'cdr.created' = any (w.events)
  order by c.id, w.id
  for key share of w;
  return null;
end $$;

create function announce_device(changed devices, is_online boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  happened text := case when is_online then 'device.online' else 'device.offline' end;
begin
  insert into webhook_deliveries (webhook_id, type, payload)
  select w.id, happened, webhook_payload(happened, left(changed.record, -1) || ',"online":' || is_online || '}')
  from webhooks w
  where w.enabled and (w.tenant_id is null or w.tenant_id = changed.tenant_id) and happened = any (w.events)
  order by w.id
  for key share;
end $$;

create function is_registered(registered_at timestamptz, expires_at timestamptz) returns boolean
  language sql volatile as $$
  select coalesce(registered_at is not null and expires_at > clock_timestamp(), false);
$$;

-- By the clock and not by the transaction's time: one that waited for the sweep below must see what the sweep saw.
create function notice_registration() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was_online boolean := false;
  is_online boolean := false;
  known timestamptz;
begin
  if not exists (select from webhooks where enabled and events && '{device.online,device.offline}') then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    select look_at into known from devices_online where device_id = old.id;
    was_online := known is not null or is_registered(old.registered_at, old.expires_at);
  end if;
  if tg_op <> 'DELETE' then
    is_online := is_registered(new.registered_at, new.expires_at);
  end if;
  if is_online and known is null then
    insert into devices_online (device_id, look_at) values (new.id, new.expires_at) on conflict do nothing;
  elsif is_online and new.expires_at < known then
    update devices_online set look_at = new.expires_at where device_id = new.id;
  elsif not is_online and known is not null then
    delete from devices_online where device_id = old.id;
  end if;
  if is_online <> was_online then
    perform announce_device(case tg_op when 'DELETE' then old else new end, is_online);
  end if;
  return null;
end $$;

-- Announces registrations that ran out. Who is writing to a device is not waited for: its turn comes again.
create function sweep_devices(most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  looked_at integer;
begin
  with due as materialized (
    select o.device_id
    from devices_online o
    where o.look_at <= now()
    order by o.look_at
    limit most
    for update skip locked
  ), seen as materialized (
    select d.id, d.expires_at, is_registered(d.registered_at, d.expires_at) as is_online, d as device
    from due
    join devices d on d.id = due.device_id
    for no key update of d skip locked
  ), renewed as (
    update devices_online o
    set look_at = seen.expires_at
    from seen
    where o.device_id = seen.id and seen.is_online
  ), gone as (
    delete from devices_online o
    using due
    where o.device_id = due.device_id
      and (exists (select from seen where seen.id = o.device_id and not seen.is_online)
        or not exists (select from devices d where d.id = o.device_id))
  ), announced as materialized (
    select announce_device(seen.device, false) from seen where not seen.is_online
  )
  select count(*) + 0 * (select count(*) from announced) into looked_at from due;
  return looked_at;
end $$;

revoke all on function announce_extensions, announce_changed_extensions, announce_cdrs, announce_device, notice_registration,
  sweep_devices from public;
grant execute on function sweep_devices to ringfence_api;

-- Whoever begins to listen hears when a device that is online by then goes: only what is marked is looked at again.
create function mark_devices_online() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into devices_online (device_id, look_at)
  select d.id, d.expires_at
  from devices d
  where d.registered_at is not null and d.expires_at > clock_timestamp() and (new.tenant_id is null or d.tenant_id = new.tenant_id)
  on conflict do nothing;
  return null;
end $$;
revoke all on function mark_devices_online from public;

create trigger webhooks_mark_devices after insert on webhooks
  for each row when (new.enabled and 'device.offline' = any (new.events)) execute function mark_devices_online();
create trigger webhooks_mark_devices_again after update of enabled, events, tenant_id on webhooks
  for each row when (new.enabled and 'device.offline' = any (new.events)) execute function mark_devices_online();

create trigger extensions_announce_created after insert on extensions
  referencing new table as rows_changed for each statement execute function announce_extensions();
create trigger extensions_announce_updated after update on extensions
  referencing old table as rows_before new table as rows_after for each statement execute function announce_changed_extensions();
create trigger extensions_announce_deleted after delete on extensions
  referencing old table as rows_changed for each statement execute function announce_extensions();
create trigger cdrs_announce_created after insert on cdrs
  referencing new table as rows_changed for each statement execute function announce_cdrs();

create trigger devices_notice_new after insert on devices
  for each row when (new.expires_at is not null) execute function notice_registration();
create trigger devices_notice_changed after update of registered_at, expires_at on devices
  for each row when ((old.registered_at, old.expires_at) is distinct from (new.registered_at, new.expires_at))
  execute function notice_registration();
create trigger devices_notice_gone after delete on devices
  for each row when (old.expires_at is not null) execute function notice_registration();

grant select, delete,
  insert (tenant_id, url, events, enabled, description, secret_sealed, sealed_for),
  update (tenant_id, url, events, enabled, description, secret_sealed, sealed_for, version, updated_at) on webhooks to ringfence_api;
grant select, delete,
  insert (webhook_id, type, payload),
  update (status, attempts, last_status, last_error, next_attempt_at, locked_until, finished_at) on webhook_deliveries to ringfence_api;
