import type { Sql } from './pool'

/**
 * Makes the roles that the migrations make, where they are missing: they belong to the cluster, and no dump of a database has them.
 * As there, one that is being made by somebody else right now is as good. SIP servers get no password by this.
 */
export const makeRoles = async (sql: Sql): Promise<void> => {
  await sql`
    do $$
    declare
      wanted record;
    begin
      for wanted in
        select *
        from (values ('ringfence_api', 'nologin', true), ('ringfence_sip', 'nologin', true), ('kamailio', 'login', false),
          ('asterisk', 'login', false), ('opensips', 'login', false)) w (name, login, is_ours)
      loop
        if not exists (select from pg_roles where rolname = wanted.name) then
          begin
            execute format('create role %I %s', wanted.name, wanted.login);
          exception when duplicate_object or unique_violation then
            null;
          end;
        end if;
        if wanted.is_ours and not pg_has_role(current_user, wanted.name,
          case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end) then
          begin
            execute format('grant %I to current_user', wanted.name);
          exception when unique_violation then
            null;
          end;
        end if;
      end loop;
    end $$`
}
