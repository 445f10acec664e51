import { asOwner } from '@ringfence/db/testing/database'
import type { Answered } from '@ringfence/rig/documented'
import { changed, contentsOf } from '../abuse/contents'
import { type Ask, openLedger, type Sent } from '../abuse/ledger'
import { exampleOf, type Operation, operations } from '../abuse/operations'
import type { Api, Case } from '../case'

/** All that strangers may call. */
const OPEN = ['live', 'ready', 'login', 'logout', 'fetchPhoneConfiguration']

const UNAUTHORIZED = '{"message":"Unauthorized."}'

export const guardWalk: Case = {
  name: 'guard-walk',
  claim:
    'Every operation but the open ones is 401 to strangers and to ended sessions and tokens, before anything else.',
  short: false,
  seconds: 90,
  async run({ api, say }) {
    const program = await api()
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const { ask, note, tally } = openLedger(program.url)
    for (const id of OPEN) if (!operations.some(each => each.id === id)) note(`There is no ${id} any more.`)
    const guarded = operations.filter(({ id }) => !OPEN.includes(id))
    const known = await credentialsOf(program, ask)
    const before = await contentsOf(databaseUrl, OWN_TABLES)

    const refuses = async (operation: Operation, who: string, sent: Sent, path = exampleOf(operation).path) => {
      const answer = await ask(operation.method, path, sent)
      if (answer && !isRefusal(answer)) note(`${operation.id} is ${answer.status} to ${who}.`)
    }
    for (const operation of guarded) {
      for (const [who, sent] of Object.entries(strangersTo(operation, known))) await refuses(operation, who, sent)
      await refuses(operation, 'a stranger with odd ids', {}, exampleOf(operation).path.replaceAll(/\/\d+/g, '/%00'))
    }
    for (const operation of guarded.filter(({ caller }) => caller !== 'engine'))
      for (const [who, credential] of Object.entries(known.admins)) {
        await setAlive(databaseUrl, true)
        const alive = await ask('GET', '/api/admin/me', credential)
        if (alive?.status !== 200) note(`${who} that is alive is refused.`)
        await setAlive(databaseUrl, false)
        await refuses(operation, `${who} that ended a moment ago`, { ...bodyOf(operation), ...credential })
      }
    await setAlive(databaseUrl, true)
    const touched = changed(before, await contentsOf(databaseUrl, OWN_TABLES))
    if (touched.length > 0) note(`Strangers changed ${touched.join(', ')}.`)
    say(`${guarded.length} operations, ${OPEN.length} open ones`)
    return tally
  },
}

const bodyOf = (operation: Operation): Sent => {
  const { headers, body } = exampleOf(operation)
  return { headers, ...(body !== undefined && { body }) }
}

/** All who may not call it, with what they send. */
const strangersTo = (operation: Operation, { admins, engine }: Known): Record<string, Sent> => {
  const others = operation.caller === 'engine' ? admins : { 'a SIP server': { token: engine } }
  const sent = bodyOf(operation)
  const strangers = Object.entries({ ...STRANGERS, ...others }).map(([who, credential]) => [
    who,
    { ...sent, ...credential, headers: { ...sent.headers, ...credential.headers } },
  ])
  const broken = Object.entries(BROKEN).map(([what, each]) => [`a stranger with ${what}`, each])
  return Object.fromEntries([...strangers, ...broken])
}

/** Where being asked at all leaves a trace. */
const OWN_TABLES = ['sessions', 'api_tokens']

const isRefusal = ({ status, text }: Answered): boolean => status === 401 && text === UNAUTHORIZED

const STRANGERS: Record<string, Sent> = {
  nobody: {},
  'a session that nobody was given': { cookie: `ringfence=${'a'.repeat(40)}` },
  'a cookie that is none': { cookie: 'ringfence=%' },
  'an empty cookie': { cookie: 'ringfence=' },
  'a token that nobody was given': { token: `rf_${'a'.repeat(43)}` },
  'a token that is none': { token: "' or 1=1 --" },
  'a password that is none': { headers: { authorization: `Basic ${btoa('admin:admin')}` } },
  'a scheme that is none': { headers: { authorization: 'Digest username="admin"' } },
}

const BROKEN: Record<string, Sent> = {
  'a body that is no JSON': { body: '{', headers: { 'content-type': 'application/json' } },
  'a body of an odd type': { body: '<a/>', headers: { 'content-type': 'text/xml' } },
  'a body of 2 MB': { body: ' '.repeat(2_000_000), headers: { 'content-type': 'application/json' } },
  'an odd condition': { headers: { 'if-match': '*', 'idempotency-key': 'ä' } },
}

/** A session and a token of an owner, and a token of a SIP server. */
type Known = { admins: Record<string, Sent>; engine: string }

const credentialsOf = async (program: Api, ask: Ask): Promise<Known> => {
  const cookie = await program.signIn()
  const mint = async (role: string): Promise<string> => {
    const answer = await ask('POST', '/api/tokens', { cookie, json: { name: role, role } })
    return JSON.parse(answer?.text ?? '{}').data.token
  }
  return {
    admins: { 'a session': { cookie }, 'a token': { token: await mint('owner') } },
    engine: await mint('engine'),
  }
}

const setAlive = async (databaseUrl: string, isAlive: boolean): Promise<void> => {
  await asOwner(
    databaseUrl,
    sql => sql`
      with ended as (update api_tokens set expires_at = now() + case when ${isAlive} then interval '1 hour' else interval '0' end)
      update sessions set expires_at = now() + case when ${isAlive} then interval '1 hour' else interval '0' end`,
  )
}
