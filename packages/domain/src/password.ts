import type { Errors } from './admit'
// Those of at least twelve characters among the million commonest of known breaches (Burnett's ten million), in small letters.
import breached from './breached-passwords.txt' with { type: 'text' }
import { text } from './text'

const LEAST_CHARACTERS = 12
const LEAST_DIFFERENT = 5
/** How many characters must be left when the words are taken out that anyone would try here. */
const LEAST_OWN = 8

/** A password of an admin, to be judged by `passwordFaults` too. */
export const password = text({
  maxLength: 1024,
  description: `Write-only. At least ${LEAST_CHARACTERS} characters of any kind; none of the passwords known from breaches, and not made of the e-mail address and words such as ringfence, admin or password.`,
  example: 'correct horse battery staple',
})

/** What is wrong with an admin's password, if anything. */
export const passwordFaults = (password: string | undefined, email?: string): Errors => {
  if (password === undefined) return {}
  const characters = [...password]
  if (characters.length < LEAST_CHARACTERS)
    return { password: [`The password must be at least ${LEAST_CHARACTERS} characters.`] }
  const plain = password.normalize('NFKC').trim().toLowerCase()
  const isEasy = new Set(characters).size < LEAST_DIFFERENT || usual().has(plain) || own(plain, email) < LEAST_OWN
  return isEasy ? { password: ['The password is too easy to guess.'] } : {}
}

let known: Set<string> | undefined
const usual = (): Set<string> => {
  known ??= new Set(breached.split('\n'))
  return known
}

const own = (plain: string, email = ''): number => {
  const of = email.normalize('NFKC').toLowerCase()
  const words = [of, ...of.split(/[^\p{L}\p{N}]+/u), ...HERE].filter(word => word.length > 3)
  words.sort((one, other) => other.length - one.length)
  return [...words.reduce((left, word) => left.replaceAll(word, ''), plain)].length
}

const HERE =
  `administrator admin asterisk changeme extension freeswitch kamailio letmein opensips passphrase password provider
  ringfence secret telephony tenant voicemail voip welcome`.split(/\s+/)
