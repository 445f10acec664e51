import type { ExtensionInput } from '@ringfence/domain/extension'
import { trail } from './audit'
import type { Keying } from './extension-keys'
import { integers, type Outcome, type Versions, type Written } from './outcome'
import type { Sql } from './pool'
import { opened } from './records'
import { type Scope, visible } from './scope'
import { assignments } from './writes'

/*
 * What changes an extension, each in one statement together with its row in the audit trail.
 */

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'extension',
  targetId: sql`e.id`,
  tenantId: sql`e.tenant_id`,
})

export const insert = (sql: Sql, scope: Scope, input: ExtensionInput, { tenantId, domain, columns }: Keying) => sql<
  Written[]
>`
  with home as (
    select t.id
    from tenants t
    where t.id = ${tenantId} and t.domain = ${domain} and ${visible(sql, scope, 't.id')}
    for key share
  ), e as (
    insert into extensions (tenant_id, extension_number, display_name, email, status, voicemail_enabled,
      secret_sealed, sip_address, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
    select home.id, ${input.extension_number}, ${input.display_name}, ${input.email}, ${input.status}, ${input.voicemail_enabled}::boolean,
      ${columns.secret_sealed}::bytea, ${columns.sip_address}, ${columns.ha1_md5}, ${columns.ha1_sha256}, ${columns.ha1b_md5}, ${columns.ha1b_sha256}
    from home
    returning id, tenant_id, version, record
  ), ${trail(sql, scope, { ...deed(sql, 'extension.created'), before: sql`null`, after: sql`e.record::json`, from: sql`e` })}
  select record as json, version from e`

// Counting `home` locks the tenant before the extension, as a change of its domain does: the other way round they deadlock.
export const alter = (
  sql: Sql,
  scope: Scope,
  id: string,
  change: Partial<ExtensionInput>,
  keying: Keying | null,
  versions: Versions,
  action: string,
) => {
  const { secret: _, ...plain } = change
  const changes = assignments(sql, 'e', { ...plain, ...keying?.columns })
  return sql<[Outcome]>`
    with home as (
      select t.id
      from tenants t
      where ${keying ? sql`t.id = ${keying.tenantId} and t.domain = ${keying.domain}` : sql`false`}
      for key share
    ), old as (
      select e.id, e.version, e.secret_sealed, e.record
      from extensions e
      where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')} and (select count(*) from home) >= 0
      for no key update
    ), e as (
      update extensions e
      set ${changes}
      from old
      where e.id = old.id
        ${versions ? sql`and old.version = any(${integers(versions)}::integer[])` : sql``}
        ${keying ? sql`and exists (select from home)` : sql``}
        ${keying?.opened ? sql`and old.secret_sealed = ${keying.opened}::bytea` : sql``}
      returning e.id, e.tenant_id, e.version, e.record
    ), ${trail(sql, scope, {
      ...deed(sql, action),
      before: sql`old.record::json`,
      after:
        change.secret === undefined
          ? sql`e.record::json`
          : sql`(${opened(sql, sql`e.record`)} || ',"secret":"changed"}')::json`,
      from: sql`e join old on old.id = e.id`,
    })}
    select exists (select from extensions e where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}) as found,
      (select version from old) as locked,
      (select record from e) as json,
      (select version from e) as version`
}

export const unveil = (sql: Sql, scope: Scope, id: string) => sql<
  { tenant_id: string; extension_number: string; secret_sealed: Uint8Array }[]
>`
  with e as (
    select e.id, e.tenant_id, e.extension_number, e.secret_sealed
    from extensions e
    where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}
  ), ${trail(sql, scope, { ...deed(sql, 'extension.secret_revealed'), before: sql`null`, after: sql`null`, from: sql`e` })}
  select tenant_id, extension_number, secret_sealed from e`
