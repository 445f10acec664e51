import { expect, test } from 'bun:test'
import { fileURLToPath } from 'node:url'
import { document, faultsAt, pointerTo } from '@ringfence/rig/document'
import { DOCUMENT, generated, TYPES } from './write'

test('the committed document and types are those of the server: if not, `bun run openapi`', async () => {
  const { document, types } = await generated()
  expect(await Bun.file(DOCUMENT).text()).toBe(document)
  expect(await Bun.file(TYPES).text()).toBe(types)
})

test('redocly has neither an error nor a warning for the document', async () => {
  const { code, said } = await linted('@redocly/cli/bin/cli.js', ['--config', local('./lint/redocly.yaml')])
  expect(said).toContain('Your API description is valid')
  expect(said).not.toMatch(/warning/i)
  expect(code).toBe(0)
})

test('spectral has neither an error nor a warning for the document', async () => {
  const ruleset = ['--ruleset', local('./lint/spectral.yaml'), '--fail-severity', 'hint']
  const { code, said } = await linted('@stoplight/spectral-cli/dist/index.js', ruleset)
  expect(said).toContain('No results')
  expect(code).toBe(0)
})

test('every example in the document passes the schema beside it', () => {
  const examples = [...examplesIn(document)]
  expect(examples.length).toBeGreaterThan(100)
  const faulty = examples.flatMap(({ pointer, value }) => faultsAt(pointer, value).map(fault => `${pointer}: ${fault}`))
  expect(faulty).toEqual([])
})

const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const linted = async (program: string, options: string[]) => {
  const lint = Bun.spawn(
    [process.execPath, fileURLToPath(import.meta.resolve(program)), 'lint', fileURLToPath(DOCUMENT), ...options],
    {
      env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      stdout: 'pipe',
      stderr: 'pipe',
    },
  )
  const said = await Promise.all([new Response(lint.stdout).text(), new Response(lint.stderr).text()])
  return { code: await lint.exited, said: said.join('') }
}

type Example = { pointer: string; value: unknown }

const VALUES = new Set(['example', 'examples', 'default', 'enum'])

/** Every example with the place of its schema: of parameters, headers and bodies the schema beside it, of a schema itself. */
function* examplesIn(node: unknown, pointer = ''): Generator<Example> {
  if (typeof node !== 'object' || node === null) return
  const beside = 'schema' in node ? `${pointer}/schema` : pointer
  if ('example' in node) yield { pointer: beside, value: node.example }
  if ('examples' in node) for (const { value } of Object.values(node.examples ?? {})) yield { pointer: beside, value }
  for (const [key, inner] of Object.entries(node))
    if (key === 'properties')
      for (const [name, field] of Object.entries(inner)) yield* examplesIn(field, pointer + pointerTo(key, name))
    else if (!VALUES.has(key)) yield* examplesIn(inner, pointer + pointerTo(key))
}
