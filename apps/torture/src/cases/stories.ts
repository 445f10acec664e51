import { asOwner } from '@ringfence/db/testing/database'
import { kindNamed } from '@ringfence/rig/kinds'
import fc from 'fast-check'
import { type Ask, openLedger, type Sent } from '../abuse/ledger'
import { KINDS, type Model, type Step, take, WHAT } from '../abuse/story'
import { emailOf, makeWorld, PASSWORD } from '../abuse/world'
import type { Case } from '../case'

const LENGTH = 60
const RUNS = { short: 8, full: 80 }

export const stories: Case = {
  name: 'stories',
  claim:
    'After any sequence of creating, using, deleting and using again, by whoever, the tables hold what was answered, and nothing of what was refused.',
  short: true,
  seconds: 150,
  async run({ api, seed, short, say }) {
    const program = await api({ WEBHOOK_PRIVATE_TARGETS: '1' })
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const ledger = openLedger(program.url)
    const insider = { cookie: await program.signIn() }
    await makeWorld(ledger.ask, insider.cookie, 'zebra')
    const outsider = await signedIn(ledger.ask, emailOf('zebra'))
    let torn = 0
    const step: fc.Arbitrary<Step> = fc.record({
      what: fc.constantFrom(...WHAT),
      kind: fc.constantFrom(...KINDS),
      at: fc.nat(99),
      how: fc.nat(99),
    })
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 12, maxLength: LENGTH, size: 'max' }),
      async steps => {
        const model = await newTenant(ledger.ask, insider)
        const faults: string[] = []
        const ask: Ask = async (method, path, sent) => {
          const examined = await ledger.examine(method, path, sent)
          faults.push(...examined.faults)
          return examined.answer
        }
        const stage = { ask, insider, outsider, wrong: (sentence: string) => void faults.push(sentence) }
        for (const each of steps) await take(stage, model, each)
        const differences = await differencesOf(databaseUrl, model)
        torn += differences.length
        if (faults.length + differences.length > 0) throw new Error([...faults, ...differences].join(' '))
      },
    )
    const { failed, counterexample, errorInstance, numRuns } = await fc.check(property, {
      seed,
      numRuns: short ? RUNS.short : RUNS.full,
      interruptAfterTimeLimit: 120_000,
    })
    if (failed) {
      ledger.note(errorInstance instanceof Error ? errorInstance.message : String(errorInstance))
      say(`The shortest story: ${JSON.stringify(counterexample)}`)
    }
    say(`${numRuns} stories of up to ${LENGTH} steps`)
    return { ...ledger.tally, torn }
  },
}

let made = 0

const newTenant = async (ask: Ask, insider: Sent): Promise<Model> => {
  const name = `story-${++made}`
  const maxExtensions = 2
  const json = {
    ...{ name, slug: name, domain: `${name}.sip.example`, status: 'active' },
    ...{ timezone: 'UTC', max_extensions: maxExtensions },
  }
  const answer = await ask('POST', '/api/tenants', { ...insider, json })
  return {
    tenantId: JSON.parse(answer?.text ?? '{}').data.id,
    maxExtensions,
    live: [],
    dead: [],
    created: 0,
    removed: 0,
  }
}

const signedIn = async (ask: Ask, email: string): Promise<Sent> => {
  const answer = await ask('POST', '/api/admin/login', { json: { email, password: PASSWORD } })
  return { cookie: answer?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '' }
}

/** What the tables hold of a tenant against what they should, each difference as a sentence. */
const differencesOf = async (databaseUrl: string, model: Model): Promise<string[]> => {
  const differences: string[] = []
  for (const kind of KINDS) {
    const table = kindNamed(kind).path.replace('/api/', '').replace('-', '_')
    const rows = await asOwner(
      databaseUrl,
      sql => sql<{ id: string }[]>`select id from ${sql(table)} where tenant_id = ${model.tenantId} order by id`,
    )
    const stored = rows.map(({ id }) => Number(id))
    const expected = model.live.filter(item => item.kind === kind).map(({ id }) => id)
    if (
      !Bun.deepEquals(
        stored,
        expected.sort((one, other) => one - other),
      )
    )
      differences.push(`There are ${stored.length} ${table} instead of ${expected.length}.`)
  }
  const [counts] = await asOwner(
    databaseUrl,
    sql => sql<[{ extensions: number; created: number; removed: number }]>`
      select extensions_count as extensions,
        (select count(*)::integer from audit a
          where a.tenant_id = t.id and a.action like '%.created' and a.action <> 'tenant.created') as created,
        (select count(*)::integer from audit a where a.tenant_id = t.id and a.action like '%.deleted') as removed
      from tenants t
      where t.id = ${model.tenantId}`,
  )
  const { created, removed } = model
  const expected = { extensions: model.live.filter(({ kind }) => kind === 'extension').length, created, removed }
  if (!Bun.deepEquals({ ...counts }, expected))
    differences.push(`Counter and audit trail say ${JSON.stringify(counts)} instead of ${JSON.stringify(expected)}.`)
  return differences
}
