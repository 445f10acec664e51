import { plugin } from 'bun'
import typescript from 'typescript-5'
import { servedDocument } from '../testing/offline'

/*
 * `bun run openapi`: writes the served document to apps/api/openapi.json and the types of its clients to
 * packages/client/src/generated/api.ts. Tests compare both.
 */

export const DOCUMENT = new URL('../../openapi.json', import.meta.url)
export const TYPES = new URL(import.meta.resolve('@ringfence/client/generated/api'))

/** Both files as they should be. */
export const generated = async (): Promise<{ document: string; types: string }> => {
  const document = `${JSON.stringify(await servedDocument(), null, 2)}\n`
  return { document, types: await typesOf(document) }
}

// The generator builds its output with the compiler's JavaScript API, which TypeScript 7 does not have.
const typesOf = async (document: string): Promise<string> => {
  plugin({
    name: 'typescript 5 for openapi-typescript',
    setup: build => {
      build.module('typescript', () => ({ loader: 'object', exports: { default: typescript } }))
    },
  })
  const { default: openapiTypescript, astToString } = await import('openapi-typescript')
  return `// Made from the OpenAPI document by \`bun run openapi\`.\n\n${astToString(await openapiTypescript(document, { defaultNonNullable: false }))}`
}

if (import.meta.main) {
  const { document, types } = await generated()
  await Bun.write(DOCUMENT, document)
  await Bun.write(TYPES, types)
}
