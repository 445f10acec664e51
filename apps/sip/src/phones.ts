import { readFileSync } from 'node:fs'
import { newPort } from './ports'
import { type Account, filledWith, type Line, proofOf, type Run, scenarioPath, startSipp, type Transport } from './sipp'
import { until } from './until'

export type Phones = {
  /** Registers, or with 0 seconds unregisters; the codes of the answers in their order. */
  register(account: Account, options?: RegisterOptions): Promise<number[]>
  /**
   * Calls, and after an answer hangs up a second later; the codes of the answers. One that gives up hangs up
   * while it rings, and one that holds is behind NAT and says so once more before it hangs up.
   */
  call(
    account: Account,
    callee: { number: string; domain: string },
    manner?: 'call' | 'cancel' | 'hold',
  ): Promise<number[]>
  /** A phone on that port that takes one call so, once it listens. */
  pickUp(port: number, manner: 'answer' | 'held' | 'ring' | 'busy' | 'decline'): Promise<Called>
}

/** What a phone said and heard so far. */
export type Called = { heard(): string }

export type RegisterOptions = { port?: number; transport?: Transport; agent?: string; seconds?: number }

const ONCE = ['-m', '1', '-l', '1', '-timeout', '20s', '-timeout_error', '-recv_timeout', '10000', '-trace_msg']

/** Phones made of sipp, one for each call of a function. */
export const phones = (line: Line): Phones => ({
  async register(account, { port, transport = 'udp', agent = 'sipp', seconds = 120 } = {}) {
    const row = [account.number, account.domain, proofOf(account), agent, `${seconds}`]
    const options = [...ONCE, ...filledWith(line, [row])]
    return codesOf(startSipp(line, scenarioPath('register'), { port: port ?? (await newPort()), transport, options }))
  },
  async call(account, callee, manner = 'call') {
    const row = [account.number, account.domain, proofOf(account), callee.number, callee.domain]
    const options = [...ONCE, ...filledWith(line, [row])]
    return codesOf(startSipp(line, scenarioPath(manner), { port: await newPort(), options }))
  },
  async pickUp(port, manner) {
    const options = ['-m', '1', '-timeout', '30s', '-trace_msg']
    const { program, messages } = startSipp(line, scenarioPath(manner), { port, options })
    await until(`a phone listens on ${port}`, async () => {
      if (program.process.exitCode !== null) throw new Error(`It does not listen:\n${await program.printed()}`)
      return listens(port)
    })
    return { heard: () => readFileSync(messages, 'utf8') }
  },
})

const codesOf = async ({ program, messages }: Run): Promise<number[]> => {
  await program.process.exited
  return codesIn(readFileSync(messages, 'utf8'))
}

/** Of all answers but 100, each once, however often it was sent again. */
const codesIn = (trace: string): number[] => {
  const answers = trace.matchAll(/^SIP\/2\.0 (\d{3})[\s\S]*?^CSeq: *(\d+ \w+)/gm)
  const seen = new Set([...answers].map(([, code, sequence]) => `${sequence} ${code}`))
  return [...seen].map(answer => Number(answer.split(' ')[2])).filter(code => code !== 100)
}

/** The kernel's table has addresses in hexadecimal, ours before the other side's. */
const listens = (port: number): boolean => {
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0')
  return new RegExp(`: [0-9A-F]{8}:${hexadecimal} `).test(readFileSync('/proc/net/udp', 'utf8'))
}
