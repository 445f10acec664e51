-- Credentials of programs. Only the SHA-256 of a token is stored, and its first letters, so that people can tell tokens apart.
-- When one was last used changes by itself, so it is not in the kept text.
create function api_token_record(id bigint, admin_id bigint, name text, prefix text, role text, tenant_id bigint, read_only boolean, expires_at timestamptz, created_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"admin_id":' || admin_id
    || ',"name":' || to_json(name)::text
    || ',"prefix":' || to_json(prefix)::text
    || ',"role":' || to_json(role)::text
    || ',"tenant_id":' || coalesce(tenant_id::text, 'null')
    || ',"read_only":' || read_only
    || ',"expires_at":' || coalesce('"' || public.iso(expires_at) || '"', 'null')
    || ',"created_at":"' || public.iso(created_at) || '"' || '}';
end $$;

create table api_tokens (
  id bigint generated always as identity primary key,
  admin_id bigint not null,
  name text not null,
  prefix text not null,
  token_hash bytea not null,
  role text not null,
  tenant_id bigint,
  read_only boolean not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  record text not null generated always as
    (api_token_record(id, admin_id, name, prefix, role, tenant_id, read_only, expires_at, created_at)) stored,
  constraint api_tokens_hash_once unique (token_hash),
  constraint api_tokens_hash_whole check (length(token_hash) = 32),
  constraint api_tokens_admin_exists foreign key (admin_id) references admins (id) on delete cascade,
  constraint api_tokens_tenant_exists foreign key (tenant_id) references tenants (id) on delete cascade,
  constraint api_tokens_role_known check (role in ('owner', 'tenant', 'viewer')),
  constraint api_tokens_role_fits_tenant check (case role when 'owner' then tenant_id is null when 'tenant' then tenant_id is not null else true end),
  constraint api_tokens_expire_later check (expires_at > created_at)
);

create index api_tokens_newest on api_tokens (created_at desc, id desc);
create index api_tokens_of_admin on api_tokens (admin_id);
create index api_tokens_of_tenant on api_tokens (tenant_id);

-- What an admin handed out was measured by what he might do: with another role or tenant it is gone. A new password leaves it.
create function end_tokens() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from api_tokens where admin_id = new.id;
  return null;
end $$;
revoke all on function end_tokens from public;

create trigger admins_end_tokens after update of role, tenant_id on admins
  for each row when ((old.role, old.tenant_id) is distinct from (new.role, new.tenant_id))
  execute function end_tokens();

grant select,
  insert (admin_id, name, prefix, token_hash, role, tenant_id, read_only, expires_at),
  update (last_used_at),
  delete on api_tokens to ringfence_api;

-- A number to name a session by, and what its admin can recognise it by.
alter table sessions
  add column id bigint generated always as identity,
  add column last_used_at timestamptz not null default now(),
  add column address text,
  add column user_agent text,
  add constraint sessions_id_once unique (id);
