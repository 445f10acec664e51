import fc from 'fast-check'
import { elsewhere } from '../abuse/elsewhere'
import { type Ledger, openLedger, type Sent } from '../abuse/ledger'
import { type Caller, type Operation, operations } from '../abuse/operations'
import { statusesOf } from '../abuse/others'
import { requestsOf } from '../abuse/requests'
import { makeWorld } from '../abuse/world'
import type { Api, Case } from '../case'

const RUNS = 8
const ROUNDS = { short: 1, full: 6 }
/** Of looking for the smallest request that is answered wrongly. */
const SHRINKING_MILLISECONDS = 15_000

export const fuzz: Case = {
  name: 'fuzz',
  claim:
    'Whatever is sent to a documented operation, its answer is documented too, in status, headers and body, and never a fault of ours.',
  short: true,
  seconds: 240,
  async run({ api, seed, short, say }) {
    const program = await api({ WEBHOOK_PRIVATE_TARGETS: '1', TRUSTED_PROXIES: '127.0.0.1' })
    const ledger = openLedger(program.url)
    const owner = await program.signIn()
    for (const name of ['okapi', 'zebra']) await makeWorld(ledger.ask, owner, name)
    const identity = identities(program, ledger)
    const failed = new Set<string>()
    for (let round = 0; round < (short ? ROUNDS.short : ROUNDS.full); round++)
      for (const [index, operation] of operations.entries()) {
        if (failed.has(operation.id)) continue
        const found = await counterexample(ledger, operation, identity, seed + round * operations.length + index)
        if (!found) continue
        failed.add(operation.id)
        ledger.note(found.sentence)
        say(found.request)
      }
    say(statusesOf(identity.statuses))
    return ledger.tally
  },
}

type Identity = {
  of(operation: Operation): Promise<Sent>
  saw(operation: Operation, status: number): void
  statuses: Map<number, number>
}

/** The smallest request found that is answered wrongly, and how. */
const counterexample = async (ledger: Ledger, operation: Operation, identity: Identity, seed: number) => {
  const property = fc.asyncProperty(requestsOf(operation), async request => {
    const credential = await identity.of(operation)
    const { answer, faults } = await ledger.examine(operation.method, request.path, {
      ...request,
      ...credential,
      headers: { ...request.headers, ...credential.headers },
    })
    if (answer) identity.saw(operation, answer.status)
    if (faults.length > 0) throw new Error(faults.join(' '))
  })
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns: RUNS,
    interruptAfterTimeLimit: SHRINKING_MILLISECONDS,
  })
  if (!failed) return undefined
  const sentence = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  return { sentence, request: `${operation.id}: ${JSON.stringify(counterexample)}` }
}

/** Who asks: an owner, or a SIP server; made anew when a request ended what they came with. Wrong passwords lock out nobody but elsewhere. */
const identities = ({ env }: Api, { ask }: Ledger): Identity => {
  const signIn = async (): Promise<Sent> => {
    const json = { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }
    const answer = await ask('POST', '/api/admin/login', { json, headers: elsewhere() })
    const cookie = answer?.headers.getSetCookie()[0]?.split(';', 1)[0]
    if (!cookie) throw new Error(`The admin could not sign in: ${answer?.status}.`)
    return { cookie }
  }
  const mint = async (): Promise<Sent> => {
    const json = { name: 'SIP server', role: 'engine' }
    const answer = await ask('POST', '/api/tokens', { ...(await signIn()), json })
    return { token: JSON.parse(answer?.text ?? '{}').data?.token }
  }
  const make: Record<Caller, () => Promise<Sent>> = {
    account: signIn,
    session: signIn,
    engine: mint,
    anyone: async () => ({}),
  }
  const current = new Map<Caller, Sent>()
  const statuses = new Map<number, number>()
  return {
    statuses,
    async of({ caller }) {
      const sent = current.get(caller) ?? (await make[caller]())
      current.set(caller, sent)
      return { ...sent, headers: elsewhere() }
    },
    saw({ caller }, status) {
      if (status === 401) current.delete(caller)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    },
  }
}
