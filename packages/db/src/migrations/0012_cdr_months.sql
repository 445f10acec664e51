-- Months of call records by themselves: as 0003 has it, but a month that has records in the default partition already gets its own
-- and takes them along, unless they are so many that everybody would wait for it.
create or replace function make_cdr_months(first_month date, last_month date) returns integer
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $$
declare
  month date := date_trunc('month', first_month);
  movable constant integer := 20000;
  astray integer;
  partition text;
  since timestamptz;
  until timestamptz;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ringfence.make_cdr_months'));
  while month <= last_month loop
    partition := 'cdrs_' || to_char(month, 'YYYY_MM');
    since := month::timestamp at time zone 'UTC';
    until := (month + interval '1 month') at time zone 'UTC';
    if to_regclass(partition) is null then
      -- Whoever comes now waits, or a record could be on its way to the default partition while its month leaves that.
      lock table only cdrs in access exclusive mode;
      select count(*) into astray
      from (select from cdrs_other_months where started_at >= since and started_at < until limit movable + 1) found;
      if astray = 0 then
        execute format('create table %I partition of cdrs for values from (%L) to (%L)', partition, since, until);
        made := made + 1;
      elsif astray <= movable then
        perform move_cdr_month(partition, since, until);
        made := made + 1;
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $$;

-- A record that leaves the default partition gives up its call id, as if it were deleted, and claims it again.
create function move_cdr_month(partition text, since timestamptz, until timestamptz) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('create table %I (like cdrs including defaults including generated including constraints)', partition);
  execute format(
    'insert into %I (id, tenant_id, extension_id, caller_number, destination_number, direction, disposition, duration_seconds,
      bill_seconds, cost, started_at, ended_at, call_id, version, created_at, updated_at)
    select id, tenant_id, extension_id, caller_number, destination_number, direction, disposition, duration_seconds,
      bill_seconds, cost, started_at, ended_at, call_id, version, created_at, updated_at
    from cdrs_other_months
    where started_at >= %L and started_at < %L', partition, since, until);
  delete from cdrs_other_months where started_at >= since and started_at < until;
  execute format('alter table cdrs attach partition %I for values from (%L) to (%L)', partition, since, until);
  insert into cdr_call_ids (tenant_id, call_id, cdr_id, started_at)
  select tenant_id, call_id, id, started_at
  from cdrs
  where call_id is not null and started_at >= since and started_at < until;
end $$;
revoke all on function move_cdr_month from public;

-- The months that a record may have made by coming in: a year 1000 in a hostile batch makes none.
create function is_month_of_calls(month date) returns boolean language sql stable as $$
  select month between date_trunc('month', now() at time zone 'UTC') - interval '10 years' and (now() at time zone 'UTC') + interval '1 month'
$$;

-- Such months of which there are records in the default partition alone.
create function cdr_months_astray() returns setof date
  language sql stable security definer set search_path = public, pg_temp as $$
  select months.month
  from (
    select distinct date_trunc('month', started_at at time zone 'UTC')::date as month
    from cdrs_other_months
    where started_at > now() - interval '11 years' and started_at < now() + interval '2 months'
  ) months
  where is_month_of_calls(months.month)
  order by months.month
$$;
revoke all on function cdr_months_astray from public;
grant execute on function cdr_months_astray to ringfence_api;

-- Call records that are kept for so many whole months beside the current one, by the database's clock.
create function cdrs_kept_since(months integer) returns timestamptz language plpgsql stable as $$
begin
  if months < 1 then
    raise exception 'call records are kept for a month at least';
  end if;
  return (date_trunc('month', now() at time zone 'UTC') - months * interval '1 month') at time zone 'UTC';
end $$;

create index cdr_call_ids_oldest on cdr_call_ids (started_at);

-- Ahead of the records: a partition that is dropped fires no triggers.
create function forget_call_ids(months integer, most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  forgotten integer;
begin
  delete from cdr_call_ids
  where ctid = any (array(select ctid from cdr_call_ids where started_at < cdrs_kept_since(months) order by started_at limit most));
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke all on function forget_call_ids from public;

-- Drops the oldest partition that is wholly past and says which month it held, or null when there is none.
create function drop_oldest_cdr_month(months integer) returns text
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $$
declare
  kept_since constant timestamptz := cdrs_kept_since(months);
  oldest text;
begin
  -- Of several servers the next one then looks for the next month.
  perform pg_advisory_xact_lock(hashtext('ringfence.make_cdr_months'));
  select c.relname into oldest
  from pg_inherits i
  join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'cdrs'::regclass
    and c.relname ~ '^cdrs_[0-9]{4}_[0-9]{2}$'
    and c.relname < 'cdrs_' || to_char(kept_since at time zone 'UTC', 'YYYY_MM')
  order by c.relname
  limit 1;
  if oldest is null then
    return null;
  end if;
  lock table only cdrs in access exclusive mode;
  execute format('drop table %I', oldest);
  delete from cdr_call_ids where started_at < (to_date(right(oldest, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC';
  return replace(right(oldest, 7), '_', '-');
end $$;
revoke all on function drop_oldest_cdr_month from public;

grant execute on function forget_call_ids, drop_oldest_cdr_month to ringfence_api;
