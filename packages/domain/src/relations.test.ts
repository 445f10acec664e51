import { expect, test } from 'bun:test'
import type { TObject, TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import * as admin from './admin'
import * as audit from './audit'
import * as cdr from './cdr'
import * as device from './device'
import * as extension from './extension'
import * as extensionImport from './extension-import'
import * as extensionRange from './extension-range'
import * as freeNumbers from './free-numbers'
import * as list from './list'
import * as queue from './queue'
import * as queueAgent from './queue-agent'
import * as relations from './relations'
import * as session from './session'
import * as tenant from './tenant'
import * as token from './token'
import * as webhook from './webhook'

const stamps = { created_at: '2026-11-23T21:00:00.123456Z', updated_at: '2026-11-23T21:00:00.000000Z' }
const aTenant = {
  id: 1,
  name: 'Acme',
  slug: 'acme',
  domain: 'acme.example',
  status: 'active',
  timezone: 'UTC',
  max_extensions: 5,
  settings: null,
  ...stamps,
}
const anExtension = {
  id: 2,
  tenant_id: 1,
  extension_number: '1001',
  display_name: 'Ada',
  email: null,
  status: 'active',
  voicemail_enabled: false,
  ...stamps,
}
const aQueue = {
  id: 3,
  tenant_id: 1,
  name: 'Support',
  queue_number: '8000',
  strategy: 'ringall',
  timeout: 20,
  status: 'active',
  ...stamps,
}
const anAgent = { id: 4, queue_id: 3, extension_id: 2, penalty: 0, status: 'active', ...stamps }
const registration = {
  user_agent: null,
  contact: null,
  transport: null,
  received_from: null,
  registered_at: null,
  expires_at: null,
  online: false,
}
const aDevice = {
  id: 5,
  extension_id: 2,
  label: 'Desk',
  mac_address: null,
  vendor: null,
  model: null,
  ...registration,
  ...stamps,
}
const numbers = { caller_number: '1001', destination_number: '1002', direction: 'internal', disposition: 'answered' }
const aCdr = {
  id: 6,
  tenant_id: 1,
  extension_id: 2,
  ...numbers,
  duration_seconds: 5,
  bill_seconds: 4,
  cost: 0.042,
  started_at: stamps.created_at,
  ended_at: null,
  call_id: null,
  ...stamps,
}

const answers: [TObject, Record<string, unknown>][] = [
  [relations.ExtensionRow, { ...anExtension, tenant: aTenant, devices: [aDevice] }],
  [
    relations.ExtensionDetail,
    {
      ...anExtension,
      tenant: aTenant,
      devices: [],
      queueAgents: [{ ...anAgent, queue: aQueue }],
      cdrs: [aCdr],
      cdrs_count: 1,
    },
  ],
  [relations.TenantRow, { ...aTenant, extensions_count: 1, queues_count: 1 }],
  [relations.TenantDetail, { ...aTenant, settings: { a: [1] }, extensions: [anExtension], queues: [aQueue] }],
  [relations.QueueRow, { ...aQueue, tenant: aTenant, agents: [anAgent] }],
  [relations.QueueAgentRow, { ...anAgent, queue: aQueue, extension: anExtension }],
  [relations.DeviceRow, { ...aDevice, registered_at: stamps.created_at, online: true, extension: anExtension }],
  [relations.CdrRow, { ...aCdr, tenant: aTenant, extension: anExtension }],
  [relations.CdrRow, { ...aCdr, extension_id: null, tenant: aTenant, extension: null }],
]

test('an answer has all of its columns and relations, and no other', () => {
  for (const [schema, answer] of answers) {
    expect([...Value.Errors(schema, answer)]).toEqual([])
    expect(Object.keys(answer).sort()).toEqual([...(schema.required ?? [])].sort())
    for (const key of Object.keys(answer)) {
      const { [key]: _, ...rest } = answer
      expect([key, Value.Check(schema, rest)]).toEqual([key, false])
    }
  }
})

test('a row of the deleted says when that was, and only then has a column more', () => {
  const row = { ...anExtension, tenant: aTenant, devices: [] }
  expect(Value.Check(relations.ExtensionRow, { ...row, deleted_at: stamps.created_at })).toBe(true)
  for (const deleted_at of [null, '2026-11-23', 5])
    expect(Value.Check(relations.ExtensionRow, { ...row, deleted_at })).toBe(false)
})

test('a column that leaks is seen at any depth', () => {
  for (const [schema, answer] of answers) {
    for (const column of ['secret', 'secret_sealed', 'ha1_md5', 'version', 'search_text'])
      expect(Value.Check(schema, { ...answer, [column]: 'x' })).toBe(false)
    for (const [key, related] of Object.entries(answer).filter(
      ([, value]) => Array.isArray(value) || (typeof value === 'object' && value !== null),
    ))
      if (key !== 'settings')
        expect(Value.Check(schema, { ...answer, [key]: leaking(related) })).toBe(
          Array.isArray(related) && related.length === 0,
        )
  }
})

test('an instant that is not UTC with microseconds is seen', () => {
  for (const created_at of [
    '2026-11-23T21:00:00Z',
    '2026-11-23T21:00:00.123Z',
    '2026-11-23T21:00:00.123456+00:00',
    '2026-11-23 21:00:00.123456Z',
    5,
    null,
  ])
    expect(Value.Check(extension.Extension, { ...anExtension, created_at })).toBe(false)
})

test('no record shows a secret', () => {
  for (const schema of [extension.Extension, ...answers.map(([schema]) => schema)])
    expect(JSON.stringify(schema)).not.toMatch(/"(secret|password)\w*":/)
})

test('every field of every schema is described and has an example that it accepts', () => {
  const modules = [
    admin,
    audit,
    cdr,
    device,
    extension,
    freeNumbers,
    extensionImport,
    extensionRange,
    list,
    queue,
    queueAgent,
    session,
    tenant,
    token,
    webhook,
  ]
  const schemas = modules.flatMap(module => Object.values<unknown>(module)).filter(isObjectSchema)
  expect(schemas.length).toBeGreaterThan(35)
  for (const schema of schemas)
    for (const [name, field] of Object.entries(schema.properties)) {
      expect([name, field.description]).toEqual([name, expect.stringMatching(/^\S.*\.$/)])
      if (name !== 'cursor') expect([name, Value.Check(field, field.example)]).toEqual([name, true])
    }
})

const leaking = (related: unknown): unknown =>
  Array.isArray(related) ? related.map(leaking) : { ...Object(related), secret: 'x' }

const isObjectSchema = (value: unknown): value is TObject & TSchema =>
  typeof value === 'object' && value !== null && 'properties' in value
