import type { OpenAPIV3 } from 'openapi-types'
import manifest from '../../package.json'
import { failureComponents } from './failures'
import { headerComponents } from './headers'
import { introduction, tags } from './introduction'
import { schemaNamed } from './schemas'

export type Document = OpenAPIV3.Document & { components: Required<Components> }

type Components = Pick<OpenAPIV3.ComponentsObject, 'schemas' | 'responses' | 'headers' | 'securitySchemes'>

/** The document, from the paths that the routes describe: with what they refer to, and nothing that they do not. */
export const finished = (paths: OpenAPIV3.PathsObject, cookie: string): Document => {
  const used = new Set(tagsOf(paths))
  const document: Document = {
    openapi: '3.0.3',
    info: { title: 'Ringfence', version: manifest.version, description: introduction },
    servers: [{ url: '/', description: 'This server' }],
    tags: tags.filter(({ name }) => used.has(name)),
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: {},
      responses: referenced(paths, 'responses', failureComponents()),
      headers: {},
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie, description: COOKIE },
        token: { type: 'http', scheme: 'bearer', description: BEARER },
        engine: { type: 'http', scheme: 'basic', description: BASIC },
      },
    },
  }
  document.components.headers = referenced(document, 'headers', headerComponents(cookie))
  document.components.schemas = closure(document)
  return document
}

const COOKIE = 'The cookie that signing in sets. Over https its name begins with `__Host-`.'

const BEARER = 'A token, made by `POST /api/tokens`. It counts before a cookie.'

const BASIC = 'For SIP servers: any user name, and a token of the role `engine` as the password.'

const tagsOf = (paths: OpenAPIV3.PathsObject): string[] =>
  Object.values(paths).flatMap(path => OPERATIONS.flatMap(method => path?.[method]?.tags ?? []))

const OPERATIONS = ['get', 'put', 'post', 'delete', 'patch'] as const

const namesIn = (value: unknown, kind: string): string[] => {
  const pattern = new RegExp(`"#/components/${kind}/([A-Za-z]+)"`, 'g')
  return [...JSON.stringify(value).matchAll(pattern)].flatMap(([, name]) => name ?? [])
}

const referenced = <T>(value: unknown, kind: string, known: Record<string, T>): Record<string, T> => {
  const names = new Set(namesIn(value, kind))
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.has(name)))
}

const closure = (document: Document): Record<string, OpenAPIV3.SchemaObject> => {
  const schemas = new Map<string, OpenAPIV3.SchemaObject>()
  const missing = namesIn(document, 'schemas')
  for (let name = missing.pop(); name !== undefined; name = missing.pop()) {
    if (schemas.has(name)) continue
    const schema = schemaNamed(name)
    schemas.set(name, schema)
    missing.push(...namesIn(schema, 'schemas'))
  }
  return Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1)))
}
