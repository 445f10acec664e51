import type { Answered } from '@ringfence/rig/documented'
import { changed } from '../abuse/contents'
import { type Ask, type Ledger, openLedger, type Sent } from '../abuse/ledger'
import { address, type Operation, operations } from '../abuse/operations'
import { referencesIn, spanOf, valuesOf } from '../abuse/references'
import { emailOf, makeWorld, PASSWORD, rowsOfTenant, type World } from '../abuse/world'
import type { Case } from '../case'

const FOREIGN = 'zebra'
/** Finds it, and is not it. */
const SEARCH = 'zebr'
const ENGINE = 'a SIP server'

export const tenantMatrix: Case = {
  name: 'tenant-matrix',
  claim:
    'To who belongs to one tenant, everything of another is what does not exist, byte for byte, in every operation.',
  short: false,
  seconds: 90,
  async run({ api, say }) {
    const program = await api({ WEBHOOK_PRIVATE_TARGETS: '1' })
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const ledger = openLedger(program.url)
    const owner = await program.signIn()
    const ours = await makeWorld(ledger.ask, owner, 'okapi')
    const theirs = await makeWorld(ledger.ask, owner, FOREIGN)
    const before = await rowsOfTenant(databaseUrl, theirs.ids.tenants ?? 0)
    let compared = 0
    for (const [who, credential] of Object.entries(await residents(ledger.ask, owner, ours)))
      for (const operation of operations) {
        if (operation.caller === 'anyone' || (operation.caller === 'engine') !== (who === ENGINE)) continue
        compared += await compare(ledger, operation, ours, theirs, credential, who)
        if (operation.method === 'GET') await readAll(ledger, operation, ours, credential, who)
      }
    const touched = changed(before, await rowsOfTenant(databaseUrl, theirs.ids.tenants ?? 0))
    if (touched.length > 0) ledger.note(`Rows of another tenant changed in ${touched.join(', ')}.`)
    say(`${compared} pairs of requests`)
    return ledger.tally
  },
}

/** Asks for what another tenant has and for what nobody has, and resolves to how often. */
const compare = async (
  { ask, note }: Ledger,
  operation: Operation,
  ours: World,
  theirs: World,
  credential: Sent,
  who: string,
): Promise<number> => {
  const references = referencesIn(operation, ours)
  for (const { what, isRecord, request } of references) {
    const answers = []
    for (const world of [nobodys(theirs), theirs]) {
      const { path, sent } = request(world)
      answers.push(await ask(operation.method, path, { ...sent, ...credential }))
    }
    const [missing, foreign] = answers
    if (isRecord && missing?.status !== 404 && missing?.status !== 403)
      note(`${operation.id} is ${missing?.status} to ${who} for what is not there.`)
    if (!Bun.deepEquals(told(missing), told(foreign)))
      note(`${operation.id} tells ${who} another's ${what} (${foreign?.status}) from nobody's (${missing?.status}).`)
  }
  return references.length
}

/** A world that does not exist, with as many letters in its domain. */
const nobodys = ({ ids, domain }: World): World => ({
  ids: Object.fromEntries(Object.keys(ids).map(kind => [kind, 999_999_999])),
  domain: domain.replace(FOREIGN, 'dodos'),
})

/** Everything that a list or a record shows, and finds, is one's own. */
const readAll = async ({ ask, note }: Ledger, operation: Operation, ours: World, credential: Sent, who: string) => {
  const searches = operation.parameters.some(({ name }) => name === 'search') ? [{}, { search: SEARCH }] : [{}]
  for (const query of searches) {
    const answer = await ask(
      'GET',
      address(operation.path, valuesOf(operation, ours), { ...spanOf(operation), ...query }),
      credential,
    )
    if (answer?.text.includes(FOREIGN)) note(`${operation.id} shows ${who} what is another tenant's.`)
    if (answer && ![200, 403, 404].includes(answer.status)) note(`${operation.id} is ${answer.status} to ${who}.`)
  }
}

/** All that an answer tells, but for what differs between any two requests. */
const told = (answer: Answered | undefined) => {
  const { 'x-request-id': _, date: __, ...headers } = Object.fromEntries(answer?.headers ?? [])
  return { status: answer?.status, headers, text: answer?.text }
}

/** What those come with who belong to one tenant. */
const residents = async (ask: Ask, owner: string, { ids }: World): Promise<Record<string, Sent>> => {
  const login = await ask('POST', '/api/admin/login', { json: { email: emailOf('okapi'), password: PASSWORD } })
  const mint = async (role: string): Promise<Sent> => {
    const json = { name: role, role, tenant_id: ids.tenants }
    const answer = await ask('POST', '/api/tokens', { cookie: owner, json })
    return { token: JSON.parse(answer?.text ?? '{}').data?.token }
  }
  return {
    'an admin': { cookie: login?.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '' },
    'a token': await mint('tenant'),
    [ENGINE]: await mint('engine'),
  }
}
