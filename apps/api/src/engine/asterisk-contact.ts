import type { AsteriskRow } from '@ringfence/db/asterisk'
import { type Errors, Invalid } from '@ringfence/domain/admit'
import { GREATEST_INTEGER } from '@ringfence/domain/fields'

/** A name that was sent is not repeated: it may be anything. */
export const unknown = (name: string): Invalid =>
  new Invalid({ [/^[\w ]{1,40}$/.test(name) ? name : 'body']: ['Nothing can be asked for by this field or value.'] })

type Fields = Record<string, string | undefined>

/** The columns of a registration to store. Throws Invalid with all faulty ones at once. */
export const newContact = (fields: Fields): AsteriskRow => {
  const missing = ['id', 'endpoint'].filter(name => !fields[name])
  return contact(fields, Object.fromEntries(missing.map(name => [name, [`The ${name} field is required.`]])))
}

/** The columns of a registration to change. Throws Invalid with all faulty ones at once. */
export const changedContact = (fields: Fields): AsteriskRow => contact(fields, {})

/** An empty column is none. */
const contact = (fields: Fields, errors: Errors): AsteriskRow => {
  const columns = Object.entries(fields).map(([name, value]): [string, string | null] => {
    const rule = COLUMNS.get(name)
    if (!rule) throw unknown(name)
    const fault = value && rule(value)
    if (fault) errors[name] = [`The ${name.replaceAll('_', ' ')} ${fault}`]
    return [name, value || null]
  })
  if (Object.keys(errors).length) throw new Invalid(errors)
  return Object.fromEntries(columns)
}

/** What is wrong with a value, if anything is. */
type Rule = (value: string) => string | undefined

const text: Rule = value => (value.includes('\0') ? 'format is invalid.' : undefined)

/** Short enough for an index. */
const name: Rule = value => (value.length > 500 ? 'must not be greater than 500 characters.' : text(value))

const integer =
  (maximum: number): Rule =>
  value => {
    if (!/^[0-9]{1,15}$/.test(value)) return 'must be an integer.'
    return Number(value) > maximum ? `must not be greater than ${maximum}.` : undefined
  }

const decimal: Rule = value => (/^[0-9]{1,9}(?:\.[0-9]{1,9})?$/.test(value) ? undefined : 'must be a number.')

/** The end of the year 9999, in seconds since 1970. */
const LAST_SECOND = 253_402_300_799

const COLUMNS = new Map<string, Rule>([
  ['id', name],
  ['uri', text],
  ['expiration_time', integer(LAST_SECOND)],
  ['qualify_frequency', integer(GREATEST_INTEGER)],
  ['outbound_proxy', text],
  ['path', text],
  ['user_agent', text],
  ['qualify_timeout', decimal],
  ['reg_server', text],
  ['authenticate_qualify', text],
  ['via_addr', text],
  ['via_port', integer(65_535)],
  ['call_id', text],
  ['endpoint', name],
  ['prune_on_boot', text],
  ['qualify_2xx_only', text],
])
