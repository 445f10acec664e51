-- What a deleted extension takes to be brought back, apart from the extensions so that no query of those need remember it. There are
-- no digests: they are made anew. Devices and places in queues are kept as they were printed.
create table deleted_extensions (
  id bigint primary key,
  tenant_id bigint not null,
  extension_number text not null,
  display_name text not null,
  email text,
  status text not null,
  voicemail_enabled boolean not null,
  secret_sealed bytea not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz not null default now(),
  devices json not null,
  queue_agents json not null,
  -- Looked at when all is done, as a tenant may go in the same statement as its extensions, before or after them.
  constraint deleted_extensions_tenant_exists foreign key (tenant_id) references tenants (id)
    on delete cascade deferrable initially deferred
);

create index deleted_extensions_newest on deleted_extensions (deleted_at desc, id desc);
create index deleted_extensions_newest_of_tenant on deleted_extensions (tenant_id, deleted_at desc, id desc);

-- Before the row goes, as its devices and places in queues go right after it.
create function keep_deleted_extension() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into deleted_extensions (id, tenant_id, extension_number, display_name, email, status, voicemail_enabled, secret_sealed,
    version, created_at, updated_at, devices, queue_agents)
  values (old.id, old.tenant_id, old.extension_number, old.display_name, old.email, old.status, old.voicemail_enabled, old.secret_sealed,
    old.version, old.created_at, old.updated_at,
    array_to_json(array(select (left(d.record, -1) || ',"online":false}')::json from devices d where d.extension_id = old.id order by d.id)),
    array_to_json(array(select a.record::json from queue_agents a where a.extension_id = old.id order by a.id)));
  return old;
end $$;
revoke all on function keep_deleted_extension from public;

create trigger extensions_keep_deleted before delete on extensions
  for each row execute function keep_deleted_extension();

grant select, delete on deleted_extensions to ringfence_api;
-- What is brought back is the one that it was.
grant insert (id, version) on extensions to ringfence_api;
