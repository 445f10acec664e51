#!/usr/bin/env bun
import { version } from '../package.json'
import { EXIT, endingOf } from './failures'
import { createProgram } from './program'

/** `ringfence`: the only file here that reads arguments and environment, and ends the process. */
const interruption = new AbortController()
// More than once: a script runner passes on what the terminal has sent already.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interruption.abort())

// The reader of a pipe has seen enough (`| head`).
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === 'EPIPE' ? EXIT.done : EXIT.refused),
)

const { stdin, stdout, stderr, env } = process
try {
  await createProgram({ stdin, stdout, stderr, env, signal: interruption.signal }, version).parseAsync()
} catch (error) {
  const { status, sentence } = endingOf(error)
  if (sentence) stderr.write(`${sentence}\n`)
  process.exitCode = status
}
