-- A record as every answer prints it, kept beside the row: building JSON at each read costs three times as much as reading it.
-- PostgreSQL calls to_json and to_char stable; for texts and for these digits they give the same everywhere, always.
create function tenant_record(id bigint, name text, slug text, domain text, status text, timezone text, max_extensions integer, settings json, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"name":' || to_json(name)::text
    || ',"slug":' || to_json(slug)::text
    || ',"domain":' || to_json(domain)::text
    || ',"status":' || to_json(status)::text
    || ',"timezone":' || to_json(timezone)::text
    || ',"max_extensions":' || max_extensions
    || ',"settings":' || coalesce(settings::text, 'null')
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

create function extension_record(id bigint, tenant_id bigint, extension_number text, display_name text, email text, status text, voicemail_enabled boolean, created_at timestamptz, updated_at timestamptz)
  returns text language plpgsql immutable parallel safe as $$
begin
  return '{"id":' || id
    || ',"tenant_id":' || tenant_id
    || ',"extension_number":' || to_json(extension_number)::text
    || ',"display_name":' || to_json(display_name)::text
    || ',"email":' || coalesce(to_json(email)::text, 'null')
    || ',"status":' || to_json(status)::text
    || ',"voicemail_enabled":' || voicemail_enabled
    || ',"created_at":"' || public.iso(created_at) || '"'
    || ',"updated_at":"' || public.iso(updated_at) || '"' || '}';
end $$;

create table tenants (
  id bigint generated always as identity primary key,
  name text not null,
  slug text not null,
  domain text not null,
  status text not null,
  timezone text not null,
  max_extensions integer not null,
  settings json,
  extensions_count integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (tenant_record(id, name, slug, domain, status, timezone, max_extensions, settings, created_at, updated_at)) stored,
  constraint tenants_slug_taken unique (slug),
  constraint tenants_domain_taken unique (domain),
  constraint tenants_domain_lower_case check (domain = lower(domain)),
  constraint tenants_max_extensions_positive check (max_extensions >= 1),
  constraint tenants_quota check (extensions_count <= max_extensions)
);

create index tenants_newest on tenants (created_at desc, id desc);

create table extensions (
  id bigint generated always as identity primary key,
  tenant_id bigint not null,
  extension_number text not null,
  display_name text not null,
  email text,
  status text not null,
  voicemail_enabled boolean not null default false,
  secret_sealed bytea not null,
  ha1_md5 text not null,
  ha1_sha256 text not null,
  ha1b_md5 text not null,
  ha1b_sha256 text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  record text not null generated always as
    (extension_record(id, tenant_id, extension_number, display_name, email, status, voicemail_enabled, created_at, updated_at)) stored,
  -- The unit separator stands in no stored text, so a pattern never matches across two columns.
  search_text text not null generated always as
    (lower(extension_number || E'\x1f' || display_name || E'\x1f' || coalesce(email, ''))) stored,
  constraint extensions_tenant_exists foreign key (tenant_id) references tenants (id),
  constraint extensions_number_taken unique (tenant_id, extension_number),
  constraint extensions_within_tenant unique (tenant_id, id),
  constraint extensions_number_dialable check (extension_number ~ '^[0-9*#+]{1,20}$'),
  -- An empty digest lets anybody in on some SIP servers. Lengths alone: patterns took a third of an insert's time.
  constraint extensions_digests_whole check (
    length(ha1_md5) = 32 and length(ha1b_md5) = 32 and length(ha1_sha256) = 64 and length(ha1b_sha256) = 64
  )
);

create index extensions_newest on extensions (created_at desc, id desc);
create index extensions_newest_of_tenant on extensions (tenant_id, created_at desc, id desc);
create index extensions_search on extensions using gin (search_text gin_trgm_ops);

-- The quota. A count inside the inserting statement would see the snapshot from before it waited for a lock; the counter's
-- row lock is what makes the cap hold for every path and every race.
create function count_extensions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update tenants t set extensions_count = t.extensions_count + added.n
    from (select tenant_id, count(*)::integer as n from rows_changed group by tenant_id) added
    where t.id = added.tenant_id;
  else
    update tenants t set extensions_count = t.extensions_count - removed.n
    from (select tenant_id, count(*)::integer as n from rows_changed group by tenant_id) removed
    where t.id = removed.tenant_id;
  end if;
  return null;
end $$;
-- A function that runs with the owner's rights does so for the triggers of its table, and for nobody's own.
revoke all on function count_extensions from public;

create trigger extensions_count_added after insert on extensions
  referencing new table as rows_changed for each statement execute function count_extensions();
create trigger extensions_count_removed after delete on extensions
  referencing old table as rows_changed for each statement execute function count_extensions();

-- The API may write digests but never read them back.
grant select (id, name, slug, domain, status, timezone, max_extensions, settings, extensions_count, version, created_at, updated_at, record),
  insert (name, slug, domain, status, timezone, max_extensions, settings),
  update (name, slug, domain, status, timezone, max_extensions, settings, version, updated_at),
  delete on tenants to ringfence_api;
grant select (id, tenant_id, extension_number, display_name, email, status, voicemail_enabled, secret_sealed, version, created_at, updated_at, record, search_text),
  insert (tenant_id, extension_number, display_name, email, status, voicemail_enabled, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256, created_at, updated_at),
  update (tenant_id, extension_number, display_name, email, status, voicemail_enabled, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256, version, updated_at),
  delete on extensions to ringfence_api;

-- Who may register: the extension is active and so is its tenant.
create view sip_credentials with (security_barrier) as
  select e.id as extension_id, t.id as tenant_id, e.extension_number as username, t.domain,
    e.ha1_md5, e.ha1_sha256, e.ha1b_md5, e.ha1b_sha256
  from extensions e
  join tenants t on t.id = e.tenant_id
  where e.status = 'active' and t.status = 'active';
grant select on sip_credentials to ringfence_sip;
