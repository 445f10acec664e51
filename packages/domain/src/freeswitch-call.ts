import { type Errors, Invalid } from './admit'
import { isBeyond } from './call-times'
import { isJsonObject, type JsonObject } from './json-object'

/** A call as FreeSWITCH tells of it, in the words of a CDR. The tenant is known by its id, or else by its domain. */
export type FreeswitchCall = {
  id: string
  tenantId: string | null
  domain: string | null
  /** The extension that called, if it is one of the tenant's. */
  extensionId: string | null
  caller: string
  callee: string
  disposition: 'answered' | 'no_answer' | 'busy' | 'failed'
  durationSeconds: number
  billSeconds: number
  startedAt: string
  endedAt: string
}

/**
 * What mod_json_cdr sent of one leg; null for a leg that another one called up, as the call is told of by that one. Throws Invalid for
 * what can be no call of a tenant, now or later: one that ends before it began, or a day from now.
 */
export const freeswitchCall = (sent: unknown, now: Date): FreeswitchCall | null => {
  const variables = decoded(isJsonObject(sent) ? sent.variables : undefined)
  if (variables.originating_leg_uuid || variables.originator) return null
  const account = /^t([1-9][0-9]{0,17})(?::(?:e([1-9][0-9]{0,17}))?)?$/.exec(variables.accountcode ?? '')
  const profile = profileOf(sent)
  const domain = variables.domain_name || variables.dialed_domain || variables.sip_req_host || null
  const [startedAt, endedAt] = [instant(variables.start_uepoch), instant(variables.end_uepoch)]
  const id = variables.uuid ?? ''
  const errors: Errors = {
    ...(!UUID.test(id) && { uuid: ['The uuid format is invalid.'] }),
    ...(!account && !domain && { accountcode: ['The accountcode field is required.'] }),
    ...(!startedAt && { start_uepoch: ['The start uepoch is not a valid date.'] }),
    ...(!endedAt && { end_uepoch: ['The end uepoch is not a valid date.'] }),
    ...(startedAt && endedAt && misplaced(startedAt, endedAt, now)),
  }
  if (!startedAt || !endedAt || Object.keys(errors).length) throw new Invalid(errors)
  return {
    id,
    tenantId: account?.[1] ?? null,
    domain,
    extensionId: account?.[2] ?? null,
    caller: profile.caller_id_number || variables.effective_caller_id_number || variables.sip_from_user || '',
    callee: profile.destination_number || variables.dialed_user || variables.sip_req_user || '',
    disposition: dispositionOf(variables),
    durationSeconds: seconds(variables.duration),
    billSeconds: seconds(variables.billsec),
    startedAt,
    endedAt,
  }
}

type Texts = Record<string, string | undefined>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The values are percent-encoded, unless mod_json_cdr was told to leave them. */
const decoded = (variables: unknown): Texts =>
  Object.fromEntries(Object.entries(texts(variables)).map(([name, value]) => [name, value && unescaped(value)]))

const unescaped = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const texts = (value: unknown): Texts =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}

/** Who called whom when the call began; transfers come first in the flow. */
const profileOf = (sent: unknown): Texts => {
  const flow: unknown = isJsonObject(sent) && Array.isArray(sent.callflow) ? sent.callflow.at(-1) : undefined
  return texts((isJsonObject(flow) ? flow : ({} as JsonObject)).caller_profile)
}

/** Microseconds since 1970 as ISO 8601, unless they lie beyond any call. */
const instant = (microseconds = ''): string | null => {
  if (!/^[1-9][0-9]{14,15}$/.test(microseconds)) return null
  const [milliseconds, rest] = [microseconds.slice(0, -3), microseconds.slice(-3)]
  return new Date(Number(milliseconds)).toISOString().replace('Z', `${rest}Z`)
}

const misplaced = (startedAt: string, endedAt: string, now: Date): Errors => {
  if (endedAt < startedAt) return { end_uepoch: ['The end uepoch must be a date after or equal to start uepoch.'] }
  return isBeyond(Date.parse(endedAt), now) ? { end_uepoch: ['The end uepoch must be a date before tomorrow.'] } : {}
}

const seconds = (text = ''): number => (/^[0-9]{1,9}$/.test(text) ? Number(text) : 0)

const dispositionOf = ({ answer_uepoch = '0', hangup_cause = '' }: Texts): FreeswitchCall['disposition'] => {
  if (/^[1-9]/.test(answer_uepoch)) return 'answered'
  if (hangup_cause === 'USER_BUSY') return 'busy'
  return UNANSWERED.has(hangup_cause) ? 'no_answer' : 'failed'
}

/** What FreeSWITCH answers with 404, 408, 480 or 487: the same as for the other SIP servers. */
const UNANSWERED = new Set(
  `NO_ANSWER NO_USER_RESPONSE ORIGINATOR_CANCEL ALLOTTED_TIMEOUT PROGRESS_TIMEOUT SUBSCRIBER_ABSENT USER_NOT_REGISTERED
   UNALLOCATED_NUMBER NO_ROUTE_TRANSIT_NET NO_ROUTE_DESTINATION`.split(/\s+/),
)
