-- What a POST with an Idempotency-Key was answered, so that the same one sent again is answered the same and done once. The key is a
-- digest of the actor and what was sent, `sealed` what an answer shows once. The statement that does the work claims the key.
create table idempotency (
  key bytea not null,
  fingerprint bytea not null,
  answer text not null,
  version integer not null,
  sealed bytea,
  created_at timestamptz not null default now(),
  constraint idempotency_key_claimed primary key (key)
);

create index idempotency_oldest on idempotency (created_at);

grant select, insert, delete on idempotency to ringfence_api;
