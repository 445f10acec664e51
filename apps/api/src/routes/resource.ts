import type { Database } from '@ringfence/db/database'
import { NotFound } from '@ringfence/db/errors'
import type { Versions, Written } from '@ringfence/db/outcome'
import type { Scope } from '@ringfence/db/scope'
import { type Errors, Invalid, soundOf } from '@ringfence/domain/admit'
import { type Id, parseId } from '@ringfence/domain/id'
import { admitQuery } from '@ringfence/domain/list'
import type { Static, TObject } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { JSON_TYPE, MERGE_PATCH_TYPE, mediaType, readJson } from '../http/body'
import { expectedVersions } from '../http/conditions'
import { created, deleted, etag, loaded, updated, withShown } from '../http/envelope'
import { type Listable, listed } from '../http/listed'
import { type Done, once } from '../http/once'
import { queryOf } from '../http/query'
import { session } from '../http/session'
import type { ResourceDocs } from '../openapi/resource'

/** What a resource can do for a scope; see `resource` of the database package. */
export type Repository<Input, Filter, Show, Removal> = Listable<Filter> & {
  find(id: string, show: Show): Promise<Written>
  /** `existed` when nothing was made, as it was there already. */
  create(input: Input): Promise<Done & { existed?: boolean }>
  update(id: string, change: Partial<Input>, versions: Versions): Promise<Written>
  remove(id: string, versions: Versions, how: Removal): Promise<void>
  /** What the database would refuse of fields that are sound in themselves. */
  refusals?(fields: Record<string, unknown>, id: string | null): Promise<Errors>
}

export type Resource<L extends TObject, S extends TObject, R extends TObject, Input> = {
  /** As in messages: `Queue agent` and `Queue agents`. */
  singular: string
  plural: string
  /** What the query string of each call may hold. */
  queries: { list: L; show: S; remove: R }
  /** Throw Invalid; `admitNew` is for who is made, where that takes more than to be replaced. */
  admitNew?(body: unknown): Input
  admit(body: unknown): Input
  admitChange(body: unknown): Partial<Input>
  repository(db: Database, scope: Scope): Repository<Input, Omit<Static<L>, 'limit' | 'cursor'>, Static<S>, Static<R>>
  /** The same scope, for who may write with this request. Throws Forbidden for who may not. */
  writing?(scope: Scope, request: Request): Scope
  docs: ResourceDocs
}

/** The five calls that every resource has: list, create, show, replace or change, delete. */
export const resourceRoutes = <
  P extends string,
  L extends TObject,
  S extends TObject,
  R extends TObject,
  Input extends object,
>(
  deps: Deps,
  prefix: P,
  resource: Resource<L, S, R, Input>,
) => {
  const { singular, plural, queries, docs } = resource
  const reading = (scope: Scope) => resource.repository(deps.db, scope)
  const writing = (scope: Scope, request: Request) => reading(resource.writing?.(scope, request) ?? scope)
  const idOf = ({ id = '' }: { id?: string }): Id => recordId(singular, id)
  return new Elysia({ prefix, tags: [plural] })
    .use(session)
    .get('', ({ scope, request, set }) => listed(deps, { request, set }, plural, queries.list, reading(scope)), {
      detail: docs.list,
    })
    .post(
      '',
      async ({ scope, request, set }) => {
        const repository = writing(scope, request)
        const body = await readJson(request)
        const input = await allNamed(repository, null, () => resource.admitNew?.(body) ?? resource.admit(body))
        const made = await once(deps, { request, set }, resource.writing?.(scope, request) ?? scope, claiming =>
          allNamed(repository, null, () => writing(claiming, request).create(input), input),
        )
        set.headers.etag = etag(made.version)
        if ('existed' in made && made.existed) return loaded(singular, made)
        set.status = 201
        return created(singular, withShown(made))
      },
      { detail: docs.create },
    )
    .get(
      '/:id',
      async ({ scope, params, request, set }) => {
        const repository = reading(scope)
        const show = admitQuery(queries.show, queryOf(request))
        const record = await repository.find(idOf(params), show)
        set.headers.etag = etag(record.version)
        return loaded(singular, record)
      },
      { detail: docs.show },
    )
    .put(
      '/:id',
      async ({ scope, params, request, set }) => {
        const repository = writing(scope, request)
        const id = idOf(params)
        const body = await readJson(request)
        const input = await allNamed(repository, id, () => resource.admit(body))
        const record = await allNamed(
          repository,
          id,
          () => repository.update(id, whole(input), expectedVersions(request)),
          input,
        )
        set.headers.etag = etag(record.version)
        return updated(singular, record)
      },
      { detail: docs.replace },
    )
    .patch(
      '/:id',
      async ({ scope, params, request, set }) => {
        const repository = writing(scope, request)
        const id = idOf(params)
        const types = [JSON_TYPE, MERGE_PATCH_TYPE]
        const isMerge = mediaType(request, types) === MERGE_PATCH_TYPE
        const body = await readJson(request, types)
        const change = await allNamed(repository, id, () =>
          isMerge ? resource.admitChange(body) : whole(resource.admit(body)),
        )
        const record = await allNamed(
          repository,
          id,
          () => repository.update(id, change, expectedVersions(request)),
          change,
        )
        set.headers.etag = etag(record.version)
        return updated(singular, record)
      },
      { detail: docs.change },
    )
    .delete(
      '/:id',
      async ({ scope, params, request }) => {
        const repository = writing(scope, request)
        const id = idOf(params)
        const how = admitQuery(queries.remove, queryOf(request))
        await repository.remove(id, expectedVersions(request), how)
        return deleted(singular)
      },
      { detail: docs.remove },
    )
}

/** Runs `work`; when it refuses some fields, the refusal also names those of the others that the database would refuse. */
const allNamed = async <T extends object>(
  { refusals }: Pick<Repository<never, never, never, never>, 'refusals'>,
  id: string | null,
  work: () => T | Promise<T>,
  fields?: object,
): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const more = await refusals?.({ ...(fields ?? soundOf(error)) }, id)
    throw new Invalid({ ...more, ...error.errors })
  }
}

/** An id out of a path. Throws NotFound for what cannot be one. */
export const recordId = (singular: string, text: string): Id => {
  const id = parseId(text)
  if (!id) throw new NotFound(singular)
  return id
}

// What has all of its fields has some of them, which the compiler does not see through the generic.
const whole = <Input>(input: Input): Partial<Input> => input
