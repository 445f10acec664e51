import { createHash } from 'node:crypto'
import type { FreeswitchCall } from '@ringfence/domain/freeswitch-call'
import type { FreeswitchRegistration } from '@ringfence/domain/freeswitch-event'
import type { FreeswitchPosition } from '@ringfence/domain/freeswitch-position'
import type { ToldCall } from '@ringfence/domain/told-call'
import type { Database } from './database'

/** Who may register by a name: HA1 in hex, and whose it is. */
export type EngineCredentials = {
  tenantId: string
  extensionId: string
  displayName: string
  ha1Md5: string
  ha1Sha256: string
}

/** What an engine's token proves itself with in the database, which stores this digest where the API cannot read it. */
export const engineProof = (token: string): Buffer => createHash('sha256').update(`engine:${token}`).digest()

/** What a SIP server may ask and tell over HTTP. Every statement proves its token: a dead one finds nothing and stores nothing. */
export const engines = ({ pool }: Pick<Database, 'pool'>, proof: Buffer) => ({
  async credentials(number: string, domain: string): Promise<EngineCredentials | undefined> {
    const [found] = await pool.query(
      sql => sql<EngineCredentials[]>`
        select c.tenant_id as "tenantId", c.extension_id as "extensionId", c.display_name as "displayName",
          c.ha1_md5 as "ha1Md5", c.ha1_sha256 as "ha1Sha256"
        from engine_credentials(${proof}, ${number}, ${domain}) c`,
    )
    return found
  },

  /** True when it was stored; false when that name may not register, or the token not write. */
  async registered({ number, domain, id, ...said }: FreeswitchRegistration): Promise<boolean> {
    const [row] = await pool.query(
      sql => sql<{ done: boolean }[]>`
        select engine_registered(${proof}, ${number}, ${domain}, ${id}, ${said.userAgent}, ${said.contact}, ${said.transport},
          ${said.address}, ${said.seconds}) as done`,
    )
    return row?.done === true
  },

  /** True when there is no such registration any more; false when the token may not say so. */
  async unregistered(number: string, domain: string, id: string): Promise<boolean> {
    const [row] = await pool.query(
      sql => sql<{ done: boolean }[]>`select engine_unregistered(${proof}, ${number}, ${domain}, ${id}) as done`,
    )
    return row?.done === true
  },

  /**
   * What FreeSWITCH has to end by which name, a line each, after the position to ask after next. Undefined when the token is dead.
   * A registration may be told twice, and none that came again since.
   */
  async ended({ transaction, row }: FreeswitchPosition): Promise<string | undefined> {
    const [ended] = await pool.query(
      sql => sql<{ lines: string }[]>`
        select concat_ws(e'\\n', e.next_position, nullif(e.names, ''), '') as lines
        from engine_ended(${proof}, ${transaction}, ${row}) e`,
    )
    return ended?.lines
  },

  /** True when the call is stored, now or before; false when the token serves no such tenant. */
  async called(call: FreeswitchCall): Promise<boolean> {
    const [row] = await pool.query(
      sql => sql<{ done: boolean }[]>`
        select engine_call_received(${proof}, ${call.tenantId}, ${call.domain}, ${call.extensionId}, ${call.id}, ${call.caller}, ${call.callee},
          ${call.disposition}, ${call.durationSeconds}, ${call.billSeconds}, ${call.startedAt}::text::timestamptz,
          ${call.endedAt}::text::timestamptz) as done`,
    )
    return row?.done === true
  },

  /** The same for a call in the words of SIP. */
  async told(call: ToldCall): Promise<boolean> {
    const [row] = await pool.query(
      sql => sql<{ done: boolean }[]>`
        select engine_call_received(${proof}, ${call.tenant_id}, ${call.domain}, ${call.extension_id}, ${dialogOf(call)}, ${call.caller_number},
          ${call.destination_number}, disposition_of(${`${call.code}`}), ${call.duration_seconds}, ${call.bill_seconds}, b.began,
          b.began + ${call.duration_seconds} * interval '1 second') as done
        from (select ${call.started_at}::text::timestamptz as began) b`,
    )
    return row?.done === true
  },
})

/** By what a call is known again: as it is in SIP where that is plain and fits, or else a digest of it. */
const dialogOf = ({ call_id, from_tag, invite_id }: ToldCall): string => {
  const dialog = [call_id, from_tag, invite_id].filter(Boolean).join(';')
  return /^[!-~]{1,255}$/.test(dialog) ? dialog : createHash('sha256').update(dialog).digest('hex')
}

export type Engines = ReturnType<typeof engines>
