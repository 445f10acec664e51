import { NotFound } from '@ringfence/db/errors'
import { showing } from '@ringfence/db/idempotency'
import { freshToken, tokens } from '@ringfence/db/tokens'
import { type Id, parseId } from '@ringfence/domain/id'
import { TokenListQuery } from '@ringfence/domain/list'
import { admitToken } from '@ringfence/domain/token'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { readJson } from '../http/body'
import { created, deleted, loaded, withShown } from '../http/envelope'
import { listed } from '../http/listed'
import { once } from '../http/once'
import { recently } from '../http/recently'
import { sessionAlone } from '../http/session'
import { tokenDocs } from '../openapi/tokens'

export const tokenRoutes = (deps: Deps) => {
  const { db } = deps
  return new Elysia({ prefix: '/api/tokens', tags: ['API tokens'] })
    .use(sessionAlone)
    .get('', ({ scope, request, set }) => listed(deps, { request, set }, 'Tokens', TokenListQuery, tokens(db, scope)), {
      detail: tokenDocs.list,
    })
    .post(
      '',
      async ({ scope, request, set }) => {
        const input = admitToken(await readJson(request), scope)
        const token = freshToken()
        const shown = JSON.stringify({ token })
        const made = await once(deps, { request, set }, recently(deps, request, scope), async scope => ({
          ...(await tokens(db, showing(db, scope, shown)).create(input, token)),
          shown,
        }))
        set.status = 201
        return created('Token', withShown(made))
      },
      { detail: tokenDocs.create },
    )
    .get('/:id', async ({ scope, params }) => loaded('Token', await tokens(db, scope).find(tokenId(params.id))), {
      detail: tokenDocs.show,
    })
    .delete(
      '/:id',
      async ({ scope, params, request }) => {
        await tokens(db, recently(deps, request, scope)).remove(tokenId(params.id))
        return deleted('Token')
      },
      { detail: tokenDocs.remove },
    )
}

const tokenId = (text: string): Id => {
  const id = parseId(text)
  if (!id) throw new NotFound('Token')
  return id
}
