-- Whether signing in takes a code too. Everything that begins or ends a session, or changes this, locks the admin's row, so that no
-- session begins without a code while a second factor is being added.
alter table admins add column second_factor boolean not null default false;

-- What makes the codes (TOTP) and what is left of those for who lost it. One that is begun counts when it is confirmed, which
-- `admins.second_factor` says. `last_step` is the 30 seconds, counted from 1970, whose code was used last: none works twice.
create table second_factors (
  admin_id bigint primary key,
  secret_sealed bytea not null,
  last_step bigint not null default 0,
  recovery_hashes bytea[] not null default '{}',
  constraint second_factors_admin_exists foreign key (admin_id) references admins (id) on delete cascade
);

grant select, delete,
  insert (admin_id, secret_sealed),
  update (secret_sealed, last_step, recovery_hashes) on second_factors to ringfence_api;

create trigger admins_end_sessions_of_another_factor after update of second_factor on admins
  for each row when (old.second_factor is distinct from new.second_factor) execute function end_sessions();

-- When its admin last proved who he is.
alter table sessions add column authenticated_at timestamptz not null default now();
update sessions set authenticated_at = created_at;
