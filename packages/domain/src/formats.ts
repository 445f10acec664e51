import { FormatRegistry } from '@sinclair/typebox'

type FormatRule = {
  accepts: (text: string) => boolean
  /** Laravel's words for a refusal. */
  sentence: string
  /** The one spelling that is stored, where several mean the same. */
  stored?: (text: string) => string
}

export type Format = 'email' | 'date-time' | 'timezone' | 'hostname' | 'mac-address' | 'uri'

const HOST_LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const MAIL_ATOM = "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+"
const MAIL_LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?'

const HOSTNAME = new RegExp(`^${HOST_LABEL}(?:\\.${HOST_LABEL})*$`)
const EMAIL = new RegExp(`^${MAIL_ATOM}(?:\\.${MAIL_ATOM})*@${MAIL_LABEL}(?:\\.${MAIL_LABEL})*$`, 'u')
const MAC_ADDRESS =
  /^(?:[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}|[0-9a-f]{12})$/i
const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]*$/

// A year's distance from both ends: neither an offset nor rounding leaves the four-digit years.
const FIRST_YEAR = 1000
const LAST_YEAR = 9998

/** What the `format` of a text means. A rule is called with text that passed its length check, never with more. */
export const formats: Record<Format, FormatRule> = {
  email: { accepts: text => EMAIL.test(text), sentence: 'The :attribute must be a valid email address.' },
  'date-time': { accepts: text => isInstant(text), sentence: 'The :attribute is not a valid date.' },
  timezone: { accepts: text => isZone(text), sentence: 'The :attribute must be a valid zone.' },
  // A realm is compared without regard to case, and the digests are made of its lower-case form.
  hostname: {
    accepts: text => HOSTNAME.test(text),
    sentence: 'The :attribute format is invalid.',
    stored: text => text.toLowerCase(),
  },
  'mac-address': {
    accepts: text => MAC_ADDRESS.test(text),
    sentence: 'The :attribute must be a valid MAC address.',
    stored: text => (text.toLowerCase().match(/[0-9a-f]/g) ?? []).join('').replace(/..(?=.)/g, '$&:'),
  },
  uri: { accepts: text => isWebAddress(text), sentence: 'The :attribute must be a valid URL.' },
}

const isInstant = (text: string): boolean => {
  const [, year, month, day] = (INSTANT.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= FIRST_YEAR && year <= LAST_YEAR && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

// Credentials in an address end up in logs, and what follows a # is never sent.
const isWebAddress = (text: string): boolean => {
  if (!/^https?:\/\/[^/\s]\S*$/i.test(text) || !URL.canParse(text)) return false
  const { username, password, hash } = new URL(text)
  return username === '' && password === '' && hash === '' && !text.includes('\\')
}

// DateTimeFormat also takes offsets and any letter case; PostgreSQL and the phones' provisioning want the name itself.
const isZone = (text: string): boolean => {
  if (!ZONE_NAME.test(text)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone === text
  } catch {
    return false
  }
}

for (const [name, { accepts }] of Object.entries(formats)) FormatRegistry.Set(name, accepts)
