-- The three roles: whoever runs the migrations owns the tables, the API and the SIP servers get what is granted below and no more.
-- Roles belong to the cluster, so another database may have made them already, or be making them right now.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['ringfence_api', 'ringfence_sip'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    -- From PostgreSQL 16 on, who makes a role is a member of it and still may not act as it.
    if not pg_has_role(current_user, wanted, case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end) then
      begin
        execute format('grant %I to current_user', wanted);
      exception when unique_violation then
        null;
      end;
    end if;
  end loop;
end $$;

create extension if not exists pg_trgm with schema public;

revoke all on schema public from public;
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;
grant usage on schema public to ringfence_api, ringfence_sip;

-- ISO 8601 in UTC with microseconds and a Z, as every answer prints it.
create function iso(moment timestamptz) returns text
  language sql stable parallel safe
  return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
