create table admins (
  id bigint generated always as identity primary key,
  name text not null,
  email text not null,
  password_hash text not null,
  role text not null,
  tenant_id bigint,
  status text not null default 'active',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint admins_email_taken unique (email),
  constraint admins_tenant_exists foreign key (tenant_id) references tenants (id),
  constraint admins_role_known check (role in ('owner', 'tenant', 'viewer')),
  constraint admins_status_known check (status in ('active', 'disabled')),
  constraint admins_role_fits_tenant check (case role when 'owner' then tenant_id is null when 'tenant' then tenant_id is not null else true end)
);

-- Only the SHA-256 of a session id is stored: a copy of this table signs nobody in.
create table sessions (
  id_hash bytea primary key,
  admin_id bigint not null references admins (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint sessions_id_hash_whole check (length(id_hash) = 32)
);

create index sessions_of_admin on sessions (admin_id);
create index sessions_expired on sessions (expires_at);

create function end_sessions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where admin_id = new.id;
  return null;
end $$;
revoke all on function end_sessions from public;

create trigger admins_end_sessions after update of password_hash, role, tenant_id, status on admins
  for each row when ((old.password_hash, old.role, old.tenant_id, old.status) is distinct from (new.password_hash, new.role, new.tenant_id, new.status))
  execute function end_sessions();

-- One row for a name, an address, or a pair of both: keys are digests, so what was typed is not kept. From the failure
-- number `free` on the key is locked for a while; refused attempts of that while are counted apart.
create table login_attempts (
  key text primary key,
  free integer,
  failures integer not null default 1,
  refusals integer not null default 0,
  window_start timestamptz not null default now(),
  locked_until timestamptz
);

create index login_attempts_oldest on login_attempts (window_start);

-- No foreign keys: the trail outlives what it speaks of.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  action text not null,
  target text,
  target_id bigint,
  tenant_id bigint,
  actor_id bigint,
  actor text,
  address text,
  request_id text,
  before json,
  after json
);

create index audit_of_target on audit (target, target_id, id desc);

-- A value sealed with each key that was ever the active one: a server that lacks one of them refuses to start.
create table key_canaries (
  key_id smallint primary key,
  sealed bytea not null
);

grant select, insert, update, delete on admins, sessions, login_attempts to ringfence_api;
grant select, insert on audit to ringfence_api;
grant select, insert on key_canaries to ringfence_api;
