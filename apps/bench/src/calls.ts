import { cdrSummary } from '@ringfence/db/cdr-summary'
import { cdrs } from '@ringfence/db/cdrs'
import type { Database } from '@ringfence/db/database'
import { extensions } from '@ringfence/db/extensions'
import { admitCdrSummary } from '@ringfence/domain/cdr-summary'
import type { ExtensionInput } from '@ringfence/domain/extension'
import type { Cursor } from '@ringfence/domain/list'
import type { Amounts } from './arguments'
import type { Facts } from './facts'
import { listed, shown } from './postgrest'
import type { Rig } from './rig'
import { createdRows, rowsToChange, rowsToDelete } from './rows'
import type { Variable } from './template'
import type { RequestTemplate } from './wrk-script'

/** Rows made for one measurement: what its requests name, and how many there are to use up. */
export type Prepared = { variables: Variable[]; count: number | null; cleanUp(): Promise<void> }

export type PeerName = 'Fastify' | 'PostgREST'

export type Call = {
  name: string
  request: RequestTemplate
  /** One of them at random at each request. */
  variants: Record<string, string>[]
  /** Makes the rows for `seconds` of requests. */
  prepare(seconds: number): Promise<Prepared>
  /** The same work done by our repository, or null when that is more than a statement. */
  work: ((db: Database, values: Record<string, string>) => Promise<unknown>) | null
  /** How the peers are asked for the same work, those that do it. */
  peers: Partial<Record<PeerName, RequestTemplate>>
  /** Rows in the audit trail for each request. */
  trails: number
  /** At once, or null for as many as were asked for. */
  clients: number | null
}

export const peersOf = ({ peers }: Call): [PeerName, RequestTemplate][] =>
  (['Fastify', 'PostgREST'] as const).flatMap(name => {
    const request = peers[name]
    return request ? [[name, request]] : []
  })

const PAGE = 50
const SHOWN_CDRS = 100
/** One page of the whole list: beyond it the list takes several statements, and seconds. */
const WHOLE_LIST = 1000

export const callsFor = (rig: Rig, facts: Facts, amounts: Amounts): Call[] => {
  const search = (name: string, text: string): Call => {
    const call = page(facts, name, { search: text })
    // The peers look at row after row: on a million of them their rounds end before the first answer.
    return amounts.extensions <= WHOLE_LIST ? call : { ...call, peers: {} }
  }
  return [
    ...(amounts.extensions <= WHOLE_LIST ? [listAll(facts)] : []),
    page(facts, `list of ${PAGE}`, {}),
    page(facts, `deep page of ${PAGE}`, { cursor: facts.deepCursor }, facts.deep),
    search('search: frequent word', facts.frequentWord),
    search('search: rare word', facts.rareWord),
    search('search: two characters', facts.frequentWord.slice(0, 2)),
    search('search: one character', facts.frequentWord.slice(0, 1)),
    search('search: nothing found', 'zzqxj'),
    show(facts),
    create(rig, facts),
    update(rig, facts),
    remove(rig, facts),
    callPage(facts),
    callSummary(facts),
    signIn(rig),
  ]
}

const nothing = async () => {}
const read = {
  peers: {},
  variants: [{}],
  trails: 0,
  clients: null,
  prepare: async () => ({ variables: [], count: null, cleanUp: nothing }),
}
/** Fastify is asked as we are. */
const ofBoth = (request: RequestTemplate) => ({ request, peers: { Fastify: request } })

const get = (path: string): RequestTemplate => ({ method: 'GET', path, body: null })

const listAll = ({ scope }: Facts): Call => ({
  ...read,
  name: `whole list of ${WHOLE_LIST}`,
  request: get('/api/extensions'),
  peers: { Fastify: get('/api/extensions'), PostgREST: listed({}) },
  work: db => extensions(db, scope).listAll({}).next(),
})

const page = ({ scope }: Facts, name: string, query: Record<string, string>, after: Cursor | null = null): Call => {
  const { cursor: _, ...filter } = query
  const request = get(`/api/extensions?${new URLSearchParams({ limit: String(PAGE), ...query })}`)
  return {
    ...read,
    name,
    request,
    peers: { Fastify: request, PostgREST: listed({ limit: PAGE, after, search: query.search }) },
    work: db => extensions(db, scope).list(filter, PAGE, after),
  }
}

const show = ({ scope, extensions: last }: Facts): Call => ({
  ...read,
  name: 'show',
  request: get('/api/extensions/{{id}}'),
  peers: { Fastify: get('/api/extensions/{{id}}'), PostgREST: shown(SHOWN_CDRS) },
  prepare: async () => ({
    variables: [{ name: 'id', kind: 'random', from: 1, to: last }],
    count: null,
    cleanUp: nothing,
  }),
  work: (db, { id = '' }) => extensions(db, scope).find(id, { cdrs_limit: SHOWN_CDRS }),
})

const FIELDS = {
  display_name: 'Reception',
  email: 'reception@example.com',
  secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
  status: 'active',
  voicemail_enabled: true,
}
const body = `{"tenant_id":{{tenant}},"extension_number":"{{number}}",${JSON.stringify(FIELDS).slice(1)}`
const inputOf = ({ tenant, number = '' }: Record<string, string>): ExtensionInput => ({
  tenant_id: Number(tenant),
  extension_number: number,
  ...FIELDS,
})

const create = ({ owner }: Rig, { scope, tenants }: Facts): Call => ({
  name: 'create',
  ...ofBoth({ method: 'POST', path: '/api/extensions', body }),
  variants: tenants.map(id => ({ tenant: String(id) })),
  prepare: () => createdRows(owner),
  work: (db, values) => extensions(db, scope).create(inputOf(values)),
  trails: 1,
  clients: null,
})

const update = ({ owner }: Rig, { scope, tenants: [tenant = 1] }: Facts): Call => ({
  name: 'update',
  ...ofBoth({ method: 'PUT', path: '/api/extensions/{{id}}', body }),
  variants: [{ tenant: String(tenant) }],
  prepare: () => rowsToChange(owner, tenant),
  work: (db, values) => extensions(db, scope).update(values.id ?? '', inputOf(values)),
  trails: 1,
  clients: null,
})

const remove = ({ owner }: Rig, { scope, tenants }: Facts): Call => ({
  name: 'delete',
  ...ofBoth({ method: 'DELETE', path: '/api/extensions/{{id}}', body: null }),
  variants: [{}],
  prepare: seconds => rowsToDelete(owner, tenants, seconds),
  work: (db, { id = '' }) => extensions(db, scope).remove(id),
  trails: 1,
  clients: null,
})

const callPage = ({ scope }: Facts): Call => ({
  ...read,
  name: `page of ${PAGE} call records`,
  request: get(`/api/cdrs?limit=${PAGE}`),
  work: db => cdrs(db, scope).list({}, PAGE, null),
})

/** The last thirty days, by day and disposition. */
const callSummary = ({ scope }: Facts): Call => ({
  ...read,
  name: 'summary of 30 days of calls',
  request: get('/api/cdrs/summary'),
  work: db => cdrSummary(db, scope, admitCdrSummary(new URLSearchParams(), new Date())),
})

/** Bound by argon2id. More than two at once from one address look like guessing. */
const signIn = ({ admin }: Rig): Call => ({
  ...read,
  name: 'sign-in',
  request: { method: 'POST', path: '/api/admin/login', body: JSON.stringify(admin) },
  work: null,
  trails: 1,
  clients: 2,
})
