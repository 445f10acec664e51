import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { document, faultsAt, pointerTo } from '@ringfence/rig/document'
import type { OpenAPIV3 } from 'openapi-types'
import { caller } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken } from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let engine: EngineCall
beforeAll(async () => {
  server = await startTestServer()
  const owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
  // The first tenant, to which the examples refer.
  const tenant = await server.tenant({ domain: 'acme.sip.example' })
  expect(tenant.id).toBe(1)
  await makeExtension(owner, tenant)
})
afterAll(() => server.close())

const operations = Object.entries(document.paths)
  .filter(([path]) => path.startsWith('/engine/'))
  .flatMap(([path, item]) => [item?.get, item?.post].flatMap(operation => (operation ? [{ path, operation }] : [])))

describe('the document shows a SIP server what works:', () => {
  for (const { path, operation } of operations) {
    const { content } = (operation.requestBody ?? { content: { '': {} } }) as OpenAPIV3.RequestBodyObject
    for (const [type, media] of Object.entries(content))
      test(`${path} ${type}`, async () => {
        const answer = await engine(
          addressOf(path, operation),
          bodyOf(type, media),
          type ? { 'content-type': type } : {},
        )
        expect(answer.status).toBe(200)
        const answers = (operation.responses[200] as OpenAPIV3.ResponseObject).content ?? {}
        const plain = (answer.type ?? '').split(';')[0] ?? ''
        expect(Object.keys(answers)).toContain(plain)
        const pointer = pointerTo('paths', path, type ? 'post' : 'get', 'responses', 200, 'content', plain, 'schema')
        expect(faultsAt(pointer, plain === 'application/json' ? JSON.parse(answer.text) : answer.text)).toEqual([])
      })
  }
})

const addressOf = (path: string, { parameters = [] }: OpenAPIV3.OperationObject): string => {
  const given = parameters.filter((parameter): parameter is OpenAPIV3.ParameterObject => 'in' in parameter)
  const query = new URLSearchParams(
    given.filter(one => one.in === 'query').map((one): [string, string] => [one.name, String(one.example)]),
  )
  const address = given.reduce((text, one) => text.replace(`{${one.name}}`, String(one.example)), path)
  return `${address.replace('/engine', '')}${query.size ? `?${query}` : ''}`
}

const bodyOf = (type: string, { example }: OpenAPIV3.MediaTypeObject): string | undefined => {
  if (!type) return undefined
  return type === 'application/json' ? JSON.stringify(example) : new URLSearchParams(example).toString()
}
