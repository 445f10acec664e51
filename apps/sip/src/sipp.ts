import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@ringfence/db/embedded/launch'
import type { Place } from '@ringfence/rig/place'
import { launch, type Program } from '@ringfence/rig/program'
import type { Tools } from './tools'
import { until } from './until'

/** Whom a phone says to be, and with what it proves that. */
export type Account = { number: string; domain: string; secret: string; user?: string }

export type Transport = 'udp' | 'tcp'

export type Sipp = {
  /** Registers, or with 0 seconds unregisters; the codes of the answers in their order. */
  register(account: Account, options?: RegisterOptions): Promise<number[]>
  /** Calls, and after an answer hangs up a second later; the codes of the answers. With `cancel` it hangs up while it rings. */
  call(account: Account, callee: { number: string; domain: string }, options?: { cancel?: boolean }): Promise<number[]>
  /** A phone on that port that takes one call so, once it listens. */
  pickUp(port: number, manner: 'answer' | 'ring' | 'busy' | 'decline'): Promise<Program>
  /** Registers all of them, `rate` in a second or as fast as `atOnce` allow; how long that took, and how many failed. */
  registerAll(accounts: Account[], pace: { rate: number; atOnce: number }): Promise<{ failed: number; seconds: number }>
}

export type RegisterOptions = { port?: number; transport?: Transport; agent?: string; seconds?: number }

const SCENARIOS = join(import.meta.dir, 'scenarios')
const ONE_CALL = ['-m', '1', '-l', '1', '-timeout', '20s', '-timeout_error', '-recv_timeout', '10000']

/** Phones made of sipp, which talk to Kamailio on `kamailioPort`. */
export const sipp = (place: Place, tools: Tools, kamailioPort: number): Sipp => {
  let runs = 0
  const start = (scenario: string, port: number, transport: Transport, options: string[]): Run => {
    const name = `sipp-${kamailioPort}-${++runs}-${scenario}`
    const messages = join(place.directory, `${name}.messages`)
    const command = [
      ...[tools.sipp, `127.0.0.1:${kamailioPort}`, '-sf', join(SCENARIOS, `${scenario}.xml`), '-nostdin'],
      ...['-i', '127.0.0.1', '-p', `${port}`, '-t', transport === 'udp' ? 'u1' : 't1', ...options],
    ]
    return { messages, program: launch(place, name, [...command, '-message_file', messages], { env: tools.env }) }
  }
  const rows = (lines: string[][]): string[] => {
    const path = join(place.directory, `sipp-${kamailioPort}-${++runs}.csv`)
    writeFileSync(path, `SEQUENTIAL\n${lines.map(fields => `${fields.join(';')}\n`).join('')}`, { mode: 0o600 })
    return ['-inf', path]
  }
  const codes = async ({ program, messages }: Run): Promise<number[]> => {
    await program.process.exited
    return codesIn(readFileSync(messages, 'utf8'))
  }
  return {
    async register(account, { port, transport = 'udp', agent = 'sipp', seconds = 120 } = {}) {
      const row = [account.number, account.domain, proofOf(account), agent, `${seconds}`]
      const options = [...ONE_CALL, ...rows([row]), '-trace_msg']
      return codes(start('register', port ?? (await freePort()), transport, options))
    },
    async call(account, callee, { cancel = false } = {}) {
      const row = [account.number, account.domain, proofOf(account), callee.number, callee.domain]
      const options = [...ONE_CALL, ...rows([row]), '-trace_msg']
      return codes(start(cancel ? 'cancel' : 'call', await freePort(), 'udp', options))
    },
    async pickUp(port, manner) {
      const { program } = start(manner, port, 'udp', ['-m', '1', '-timeout', '30s'])
      await until(`a phone listens on ${port}`, async () => {
        if (program.process.exitCode !== null) throw new Error(`It does not listen:\n${await program.printed()}`)
        return listens(port)
      })
      return program
    },
    async registerAll(accounts, { rate, atOnce }) {
      const lines = accounts.map(account => [account.number, account.domain, proofOf(account), 'sipp', '600'])
      const options = [
        '-m',
        `${accounts.length}`,
        '-r',
        `${rate}`,
        '-l',
        `${atOnce}`,
        '-recv_timeout',
        '20000',
        ...rows(lines),
      ]
      const begun = performance.now()
      const { program } = start('register', await freePort(), 'udp', options)
      await program.process.exited
      const failed = /Failed call\s+\|[^|]*\|\s*(\d+)/.exec(await program.printed())?.[1]
      return { failed: Number(failed), seconds: (performance.now() - begun) / 1000 }
    },
  }
}

type Run = { messages: string; program: Program }

const proofOf = ({ number, user = number, secret }: Account): string =>
  `[authentication username=${user} password=${secret}]`

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
