import { RingfenceError, Unreachable } from '@ringfence/client/errors'
import { isAborted } from '@ringfence/client/send'
import { CommanderError } from 'commander'
import { shown } from './table'

/** How the command ended, for scripts. */
export const EXIT = { done: 0, refused: 1, usage: 2, signedOut: 3, unreachable: 4, interrupted: 130 } as const

/** The words of the command are at fault; the message is one sentence that says the fix. */
export class UsageError extends Error {}

/** What was asked for is not there, or was not wanted after all. */
export class Refused extends Error {}

export class SignedOut extends Error {}

/** Ctrl-C. */
export class Interrupted extends Error {}

export type Ending = { status: number; sentence?: string }

/** The one place where a failure gets its exit status and its words. */
export const endingOf = (error: unknown): Ending => {
  // Commander has printed its own sentence.
  if (error instanceof CommanderError) return { status: error.exitCode === 0 ? EXIT.done : EXIT.usage }
  if (isInterruption(error)) return { status: EXIT.interrupted }
  if (error instanceof UsageError) return { status: EXIT.usage, sentence: error.message }
  if (error instanceof SignedOut) return { status: EXIT.signedOut, sentence: error.message }
  if (error instanceof Refused) return { status: EXIT.refused, sentence: error.message }
  if (error instanceof Unreachable) return { status: EXIT.unreachable, sentence: error.message }
  if (error instanceof RingfenceError)
    return { status: error.status === 503 ? EXIT.unreachable : EXIT.refused, sentence: told(error) }
  return { status: EXIT.refused, sentence: error instanceof Error ? error.message : 'The command failed.' }
}

const isInterruption = (error: unknown): boolean => error instanceof Interrupted || isAborted(error)

const told = ({ status, code, message, errors, retryAfterSeconds, requestId }: RingfenceError): string => {
  if (code === 'reauthentication_required') return 'The sign-in is too long ago for this: run "ringfence login" again.'
  const fields = Object.entries(errors).flatMap(([field, sentences]) =>
    sentences.map(sentence => `\n  ${shown(field)}: ${shown(sentence)}`),
  )
  const wait = retryAfterSeconds ? ` It says to wait ${retryAfterSeconds} s.` : ''
  const trace = status >= 500 && requestId ? ` (request ${requestId})` : ''
  return `${shown(message)}${wait}${trace}${fields.join('')}`
}
