import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { admitExtension, type ExtensionInput } from '@ringfence/domain/extension'
import fc from 'fast-check'
import { extensions } from './extensions'
import { type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, keysOf, SECRET } from './testing/extension'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let tenant: TestTenant
beforeAll(async () => {
  it = await testDatabase()
  tenant = await mintTenant(it.url)
}, 30_000)
afterAll(() => it.close())

const nasty = [
  ...[
    '\u202egnp.exe',
    'e\u0301'.repeat(40),
    'é',
    'e\u0301',
    '👩‍👩‍👧‍👦',
    '😀'.repeat(255),
    'a\uffff',
    '\ufeffa',
    'a\u2028b',
    'İı',
    'ß',
    '𝕏',
  ],
  ...[
    "' or '1'='1",
    '"',
    '\\',
    '\\\\x00',
    '\\u0000',
    '$$;drop table extensions;--',
    '$1',
    '{a,b}',
    '%s',
    '{"a":1}',
    'NULL',
    'null',
  ],
  ...[
    ' lead',
    'trail ',
    'two  spaces',
    '\u00a0nbsp\u00a0',
    'x'.repeat(255),
    '0',
    'true',
    '\\N',
    '--',
    '/*',
    ':name',
    '{{x}}',
    '🏳️‍🌈 a',
  ],
]
const words = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 260 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

const sent = fc.record({
  extension_number: fc.string({ unit: fc.constantFrom(...'0123456789*#+'), minLength: 1, maxLength: 20 }),
  display_name: words,
  email: fc.oneof(fc.constant(null), fc.emailAddress({ size: 'medium' })),
  secret: words,
  status: fc.oneof(fc.constant('active'), words),
  voicemail_enabled: fc.boolean(),
})

/** What the rules accept, or undefined. */
const admitted = (body: object): ExtensionInput | undefined => {
  try {
    return admitExtension({ ...body, tenant_id: tenant.id })
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}

const expectKept = async (input: ExtensionInput) => {
  const own = extensions(it.db, tenant.scope)
  const created = await own.create(input)
  const id = idOf(created)
  const { secret, ...shown } = input
  const found = JSON.parse((await own.find(id, { cdrs_limit: 0 })).json)
  expect(JSON.parse(created.json)).toMatchObject(shown)
  expect(found).toMatchObject(shown)
  expect(await own.reveal(id)).toBe(secret)
  expect(await keysOf(it.url, id)).toMatchObject(digestsFor(input.extension_number, tenant.domain, secret))
  expect(JSON.parse((await own.update(id, input)).json)).toMatchObject(shown)
  const listed = await own.list({ search: input.display_name }, 1000, null)
  expect(JSON.parse(`[${listed.rows}]`).map((row: { id: number }) => row.id)).toContain(Number(id))
  await own.remove(id)
}

test('whatever the rules accept is kept to the last character, and found by its name', async () => {
  let kept = 0
  await fc.assert(
    fc.asyncProperty(sent, async body => {
      const input = admitted(body)
      fc.pre(input !== undefined)
      await expectKept(input)
      kept++
    }),
    { numRuns: 100, maxSkipsPerRun: 20 },
  )
  expect(kept).toBe(100)
}, 30_000)

test('every nasty text is accepted as a name and a secret, and kept', async () => {
  for (const text of nasty) {
    const input = admitted({ extension_number: '1', display_name: text, secret: SECRET, status: 'active' })
    if (!input) throw new Error(`not accepted: ${text}`)
    await expectKept({ ...input, secret: text })
  }
})
