import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Interrupted, UsageError } from './failures'
import type { Io } from './io'

/** Whether someone can be asked. */
export const isAttended = ({ stdin, stderr }: Io): boolean => Boolean(stdin.isTTY && stderr.isTTY)

/** A line typed on the terminal; a hidden one is not shown. Throws Interrupted at Ctrl-C, UsageError when the input ends. */
export const ask = ({ stdin, stderr }: Io, question: string, { hidden = false } = {}): Promise<string> => {
  const lines = createInterface({ input: stdin, output: hidden ? nowhere() : stderr, terminal: true })
  // Not before the terminal stopped showing what is typed.
  if (hidden) stderr.write(question)
  return new Promise<string>((resolve, reject) => {
    lines.once('SIGINT', () => reject(new Interrupted()))
    lines.once('close', () => reject(new UsageError('The input ended before the answer.')))
    lines.question(hidden ? '' : question, resolve)
  }).finally(() => {
    lines.close()
    if (hidden) stderr.write('\n')
  })
}

export const confirm = async (io: Io, question: string): Promise<boolean> =>
  /^y(es)?$/i.test((await ask(io, `${question} [y/N] `)).trim())

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
