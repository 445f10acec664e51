-- The audit trail is read newest first: as a whole, of a tenant, by who did what, and by what it was done to.
drop index audit_of_target;
-- Every id is greater than 0, and only what says so is read by this index: the planner takes it for filters too, and finds what is rare
-- by looking through everything.
create index audit_newest on audit (at desc, id desc) where id > 0;
create index audit_of_tenant on audit (tenant_id, at desc, id desc);
create index audit_of_action_in_tenant on audit (tenant_id, action, at desc, id desc);
create index audit_of_action on audit (action, at desc, id desc);
create index audit_of_actor on audit (actor, at desc, id desc);
create index audit_of_kind on audit (target, at desc, id desc);
create index audit_of_target on audit (target_id, target, at desc, id desc);

-- When it was is the database's to say, and which number it has.
revoke insert on audit from ringfence_api;
grant insert (action, target, target_id, tenant_id, actor_id, actor, address, request_id, before, after) on audit to ringfence_api;
