import { describe, expect, test } from 'bun:test'
import { document } from '@ringfence/rig/document'
import type { OpenAPIV3 } from 'openapi-types'
import { offlineApp } from '../testing/offline'

const app = await offlineApp()
const DOCS = /^\/(?:swagger(?:\/.*)?)?$/
const OPEN = [
  'POST /api/admin/login',
  'POST /api/admin/logout',
  'GET /livez',
  'GET /readyz',
  'GET /provision/:token/:file',
]
const ENGINE = /^[A-Z]+ \/engine\//
const SESSION_ALONE =
  /^[A-Z]+ \/api\/(?:admins|tokens|admin\/(?:password|sessions|second-factor|reauthenticate))(?:\/|$)/
const HEALTH = ['GET /livez', 'GET /readyz']
/** Whatever the fields say, it is an answer of its own. */
const NEVER_INVALID = ['POST /engine/freeswitch/directory']

const routes = app.routes
  .filter(({ path }) => !DOCS.test(path))
  .map(({ method, path }) => ({ name: `${method} ${path}`, method, path, operation: operationAt(method, path) }))

test('there are routes, and no operation without one', () => {
  const operations = Object.values(document.paths).flatMap(path => Object.keys(path ?? {}))
  expect(routes.length).toBeGreaterThan(12)
  expect(operations.length).toBe(routes.length)
})

test('no two operations have the same id', () => {
  const ids = routes.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

for (const { name, method, path, operation } of routes)
  describe(name, () => {
    const isOpen = OPEN.includes(name)
    const statuses = Object.keys(operation.responses)

    test('has an id, a tag that is described, a summary and a description', () => {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/)
      expect(document.tags?.map(tag => tag.name)).toContain(operation.tags?.[0] ?? '')
      expect(operation.summary).toBeTruthy()
      expect(operation.description).toBeTruthy()
    })

    test(`answers ${isOpen ? 'without' : '401 without'} a session, as the document says`, async () => {
      const url = `http://localhost${path.replaceAll(/:\w+/g, '1')}`
      const answer = await app.handle(new Request(url, { method }))
      if (isOpen) expect(operation.security).toEqual([])
      else {
        expect(operation.security).toEqual(securityOf(name))
        expect(answer.status).toBe(401)
        expect(await answer.json()).toEqual({ message: 'Unauthorized.' })
      }
      expect(statuses).toContain(String(answer.status))
    })

    test('documents every failure that it shares with others', () => {
      const expected = [
        ...(HEALTH.includes(name) ? [] : ['429', '500', '503']),
        ...(isOpen ? [] : ['401']),
        ...((isOpen && method === 'GET') || ENGINE.test(name) ? [] : ['403']),
        ...(path.includes(':') ? ['404'] : []),
        ...(operation.requestBody ? ['400', '408', '413', '415'] : []),
        ...(operation.requestBody && !NEVER_INVALID.includes(name) ? ['422'] : []),
        ...(takes(operation, 'If-Match') ? ['412'] : []),
        ...(takes(operation, 'Idempotency-Key') ? ['409', '422'] : []),
      ]
      expect(statuses).toEqual(expect.arrayContaining(expected))
    })

    test('shows an example of what is sent and of every answer', () => {
      for (const parameter of operation.parameters ?? []) expect(parameter).toHaveProperty('example')
      if (operation.requestBody) expectExamples(operation.requestBody)
      for (const answer of Object.values(operation.responses)) expectExamples(resolved(answer))
    })
  })

const securityOf = (name: string) => {
  if (ENGINE.test(name)) return [{ token: [] }, { engine: [] }]
  return SESSION_ALONE.test(name) ? [{ session: [] }] : undefined
}

const takes = ({ parameters = [] }: OpenAPIV3.OperationObject, header: string): boolean =>
  parameters.some(parameter => 'in' in parameter && parameter.in === 'header' && parameter.name === header)

function operationAt(method: string, path: string): OpenAPIV3.OperationObject {
  const template = path.replace(/:(\w+)/g, '{$1}')
  const operation = Object.entries(document.paths[template] ?? {}).find(([name]) => name === method.toLowerCase())?.[1]
  if (!operation || typeof operation !== 'object' || !('responses' in operation))
    throw new Error(`${method} ${path} is not documented.`)
  return operation
}

const resolved = (answer: OpenAPIV3.ResponseObject | OpenAPIV3.ReferenceObject): unknown =>
  '$ref' in answer ? document.components.responses[answer.$ref.split('/').at(-1) ?? ''] : answer

const expectExamples = (described: unknown): void => {
  const { content } = described as { content: Record<string, OpenAPIV3.MediaTypeObject> }
  expect(Object.keys(content).length).toBeGreaterThan(0)
  for (const media of Object.values(content)) expect('example' in media || 'examples' in media).toBe(true)
}
