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
  description: `Write-only. At least ${LEAST_CHARACTERS} characters of any kind; none of the passwords known from breaches, also in other spellings, and not made of the e-mail address, words such as ringfence, admin or password, and a year or a counter.`,
  example: 'a heron walks 7 lakes',
})

/** What is wrong with an admin's password, if anything. */
export const passwordFaults = (password: string | undefined, email?: string): Errors => {
  if (password === undefined) return {}
  const characters = [...password]
  if (characters.length < LEAST_CHARACTERS)
    return { password: [`The password must be at least ${LEAST_CHARACTERS} characters.`] }
  const plain = password.normalize('NFKC').trim().toLowerCase()
  const isEasy =
    new Set(characters).size < LEAST_DIFFERENT ||
    [...plain].length < LEAST_OWN ||
    spellings(plain).some(each => isGuessed(each, email))
  return isEasy ? { password: ['The password is too easy to guess.'] } : {}
}

let known: Set<string> | undefined
const usual = (): Set<string> => {
  known ??= new Set(breached.trimEnd().split('\n'))
  return known
}

const isGuessed = (spelling: string, email?: string): boolean => {
  const left = own(spelling, email)
  const isOwn = [...left].length >= LEAST_OWN && new Set(left).size >= LEAST_DIFFERENT && !COUNTERS.test(left)
  return usual().has(spelling) || (left !== spelling && !isOwn)
}

/** A year, a counter, and what stands between them. */
const COUNTERS = /^[\p{N}\s!-/:-@[-`{-~]+$/u

/** As it is, and as whoever guesses undoes what is usually done to a word. */
const spellings = (plain: string): string[] => {
  const bare = (text: string) => text.replaceAll(/[\s\p{P}\p{S}]/gu, '')
  const words = [
    ['1', 'i'],
    ['1', 'l'],
  ].map(([from = '', to = '']) => unmasked(plain.replaceAll(from, to)))
  return [plain, bare(plain), ...words, ...words.map(bare)]
}

const unmasked = (text: string): string => text.replaceAll(/[@0345$7!]/g, character => MASKS[character] ?? character)

const MASKS: Record<string, string> = { '@': 'a', '0': 'o', '3': 'e', '4': 'a', '5': 's', $: 's', '7': 't', '!': 'i' }

const own = (plain: string, email = ''): string => {
  const of = email.normalize('NFKC').toLowerCase()
  const words = [of, ...of.split(/[^\p{L}\p{N}]+/u), ...HERE].filter(word => word.length > 3)
  words.sort((one, other) => other.length - one.length)
  return words.reduce((left, word) => left.replaceAll(word, ''), plain)
}

const HERE =
  `administrator admin asterisk changeme extension freeswitch kamailio letmein opensips passphrase password provider
  ringfence secret telephony tenant voicemail voip welcome spring summer autumn winter january february march april june
  july august september october november december`.split(/\s+/)
