-- Links by which a phone fetches its configuration, secret and all, once. Only the SHA-256 of what stands in the link is stored.
create table provisioning_links (
  id bigint generated always as identity primary key,
  device_id bigint not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_from text,
  constraint provisioning_links_device_exists foreign key (device_id) references devices (id) on delete cascade,
  constraint provisioning_links_token_once unique (token_hash),
  constraint provisioning_links_token_whole check (length(token_hash) = 32),
  constraint provisioning_links_expire_later check (expires_at > created_at)
);

create index provisioning_links_of_device on provisioning_links (device_id);
create index provisioning_links_expired on provisioning_links (expires_at);

grant select, insert (device_id, token_hash, expires_at), update (used_at, used_from), delete on provisioning_links to ringfence_api;
