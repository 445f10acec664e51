import { createHash } from 'node:crypto'
import { parseKeyRing } from '@ringfence/db/secrets'
import fastify from 'fastify'
import { Pool, types } from 'pg'
import { type ListQuery, listExtensions, showExtension } from './reads'
import { type Actor, createExtension, type ExtensionBody, removeExtension, updateExtension } from './writes'

/*
 * The extension routes as an application of Fastify and node-postgres has them, to be measured beside ours: named statements, the
 * session looked up by a query of its own, one log line a request.
 */

const BIGINT = 20
const NUMERIC = 1700
types.setTypeParser(BIGINT, Number)
types.setTypeParser(NUMERIC, Number)

const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: '-c role=ringfence_api -c TimeZone=UTC -c search_path=public',
})
const keys = parseKeyRing(process.env.SECRETS_KEYS ?? '')

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

const app = fastify({ logger: true, disableRequestLogging: true })
app.decorateRequest('actor')

app.addHook('onRequest', async (request, reply) => {
  const session = /(?:^|; )ringfence=([a-z0-9]{40})/.exec(request.headers.cookie ?? '')?.[1]
  const { rows } = await pool.query<{ id: number; email: string }>({
    name: 'session',
    text: `
      select a.id, a.name, a.email, a.role, a.tenant_id
      from sessions s
      join admins a on a.id = s.admin_id
      where s.id_hash = $1 and s.expires_at > now() and a.status = 'active'`,
    values: [
      createHash('sha256')
        .update(session ?? '')
        .digest(),
    ],
  })
  const admin = rows[0]
  if (!admin) return reply.code(401).send({ message: 'Unauthorized.' })
  request.actor = { ...admin, address: request.ip, requestId: request.id }
})

app.addHook('onResponse', async (request, reply) => {
  const { method, routeOptions, actor } = request
  request.log.info({
    actor: actor?.id,
    method,
    route: routeOptions.url,
    status: reply.statusCode,
    ms: reply.elapsedTime,
  })
})

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const body = {
  type: 'object',
  required: ['tenant_id', 'extension_number', 'display_name', 'secret', 'status'],
  properties: {
    tenant_id: { type: 'integer', minimum: 1 },
    extension_number: { ...text(20), pattern: '^[0-9*#+]+$' },
    display_name: text(255),
    email: { type: ['string', 'null'], maxLength: 255 },
    secret: text(255),
    status: text(50),
    voicemail_enabled: { type: 'boolean' },
  },
}
const params = { type: 'object', properties: { id: { type: 'string', pattern: '^[1-9][0-9]{0,18}$' } } }
const querystring = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 1000 }, cursor: text(63), search: text(255) },
}
const missing = { message: 'Extension not found.' }

app.get<{ Querystring: ListQuery }>('/api/extensions', { schema: { querystring } }, async ({ query }, reply) => {
  const { data, next } = await listExtensions(pool, query)
  if (next)
    reply.header(
      'link',
      `</api/extensions?${new URLSearchParams({ ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])), cursor: next })}>; rel="next"`,
    )
  return { message: 'Extensions fetched successfully.', data }
})

app.get<{ Params: { id: string } }>(
  '/api/extensions/:id',
  { schema: { params } },
  async ({ params: { id } }, reply) => {
    const data = await showExtension(pool, id)
    return data ? { message: 'Extension loaded successfully.', data } : reply.code(404).send(missing)
  },
)

app.post<{ Body: ExtensionBody }>('/api/extensions', { schema: { body } }, async (request, reply) => {
  const data = await createExtension(pool, keys, request.actor, request.body)
  return reply.code(data ? 201 : 422).send({ message: 'Extension created successfully.', data })
})

app.put<{ Params: { id: string }; Body: ExtensionBody }>(
  '/api/extensions/:id',
  { schema: { params, body } },
  async (request, reply) => {
    const data = await updateExtension(pool, keys, request.actor, request.params.id, request.body)
    return data ? { message: 'Extension updated successfully.', data } : reply.code(404).send(missing)
  },
)

app.delete<{ Params: { id: string } }>('/api/extensions/:id', { schema: { params } }, async (request, reply) => {
  const data = await removeExtension(pool, request.actor, request.params.id)
  return data ? { message: 'Extension deleted successfully.' } : reply.code(404).send(missing)
})

await app.listen({ host: '127.0.0.1', port: 0 })
