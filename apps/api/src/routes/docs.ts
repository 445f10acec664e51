import { swagger } from '@elysiajs/swagger'
import { Elysia } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import type { Deps } from '../deps'
import { UnknownRoute } from '../http/failures'
import { asset, page } from '../openapi/assets'
import { type Document, finished } from '../openapi/document'

const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The OpenAPI document at /swagger/json and the page that shows it at /swagger, all of it from this origin. */
export const docsRoutes = ({ authentication }: Pick<Deps, 'authentication'>) => {
  const { name } = authentication.cookie
  let html: Promise<string> | undefined
  let document: Document | undefined
  return new Elysia({ detail: { hide: true } })
    .onAfterHandle(({ path, response }) => {
      if (path !== '/swagger/json') return
      document ??= finished(pathsOf(response), name)
      return document
    })
    .use(swagger({ path: '/swagger', specPath: '/swagger/json' }))
    .get('/', ({ redirect }) => redirect('/swagger', 302))
    .get('/swagger', async ({ set }) => {
      set.headers['content-type'] = 'text/html; charset=utf-8'
      set.headers['content-security-policy'] = PAGE_POLICY
      html ??= page()
      return html
    })
    .get('/swagger/assets/:name', async ({ params, set }) => {
      const file = await asset(params.name)
      if (!file) throw new UnknownRoute()
      set.headers['content-type'] = file.type
      set.headers['cache-control'] = FOR_EVER
      return file.body
    })
}

// What the plugin's own route answers; nothing else comes by that path.
const pathsOf = (response: unknown) => (response as OpenAPIV3.Document).paths
