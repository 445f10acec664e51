import { readFileSync } from 'node:fs'
import { formats } from '@ringfence/domain/formats'
import { Ajv, type ErrorObject } from 'ajv'
import type { OpenAPIV3 } from 'openapi-types'

type Document = OpenAPIV3.Document & { components: Required<Components> }

type Components = Pick<OpenAPIV3.ComponentsObject, 'schemas' | 'responses' | 'headers' | 'securitySchemes'>

const FILE = new URL('../../../apps/api/openapi.json', import.meta.url)

/** The OpenAPI document of the API. A test of the API compares the file with what it serves. */
export const document = JSON.parse(readFileSync(FILE, 'utf8')) as Document

/** What is wrong with a value by the schema at a JSON pointer of the document (`/components/schemas/Extension`). */
export const faultsAt = (pointer: string, value: unknown): string[] => {
  const validate = ajv.getSchema(`document#${encodeURI(pointer)}`)
  if (!validate) throw new Error(`The document has no schema at ${pointer}.`)
  return validate(value) ? [] : (validate.errors ?? []).map(told)
}

export const pointerTo = (...keys: (string | number)[]): string =>
  keys.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

// Strict: a keyword that OpenAPI 3.0 does not have is an error, and so is a format that nobody defined.
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: false })
// The root of all its schemas is the document, whose own keys mean nothing to a schema.
ajv.addVocabulary(['example', ...Object.keys(document)])
ajv.addFormat('int32', { type: 'number', validate: value => Math.abs(value) <= 2_147_483_648 })
ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger })
for (const [name, { accepts }] of Object.entries(formats)) ajv.addFormat(name, accepts)
ajv.addSchema(document, 'document')

const told = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '/'} ${message} ${JSON.stringify(params)}`
