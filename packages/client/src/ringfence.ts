import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type MethodResponse,
} from 'openapi-fetch'
import type { HttpMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import type { paths } from './generated/api'
import { type ListParameters, type ListPath, nextQuery, type Row } from './pages'
import { type SendOptions, sender } from './send'

export type RingfenceOptions = SendOptions & {
  /** Where the server is, such as `https://pbx.example.com`. */
  url: string
}

/** The calls of the document, and its lists as iterators. All throw RingfenceError and Unreachable. */
export type Ringfence = {
  GET: Verb<'get'>
  POST: Verb<'post'>
  PUT: Verb<'put'>
  PATCH: Verb<'patch'>
  DELETE: Verb<'delete'>
  /** The pages of a list, each asked for when the one before it was taken. */
  pages<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Page<P>>
  /** All rows of a list, page by page. */
  rows<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Row<P>>
}

export type Page<P extends ListPath> = { rows: Row<P>[]; isLast: boolean }

/** A call: `data` is the body of the answer. */
export type Verb<M extends HttpMethod> = <
  P extends ClientPathsWithMethod<Api, M>,
  Init extends MaybeOptionalInit<paths[P], M>,
>(
  path: P,
  ...init: RequiredKeysOf<Init> extends never ? [(Init & Extra)?] : [Init & Extra]
) => Promise<{ data: MethodResponse<Api, M, P, Init>; response: Response }>

type Api = Client<paths>
type Extra = { [key: string]: unknown }

const PAGE_ROWS = 500

/** A client of one server, typed by its OpenAPI document. */
export const createRingfence = ({ url, ...options }: RingfenceOptions): Ringfence => {
  // A redirect is not followed: it would carry the credential elsewhere.
  const api = createClient<paths>({ baseUrl: url, redirect: 'manual', fetch: sender(options) })
  // The sender lets only good answers through, so that none is an error.
  const { GET, POST, PUT, PATCH, DELETE } = api as unknown as Pick<
    Ringfence,
    'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  >
  async function* pages<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Page<P>> {
    let query: Extra | undefined = { limit: PAGE_ROWS, ...parameters?.query }
    while (query) {
      const { data, response } = await (GET as unknown as GetList<P>)(path, { params: { ...parameters, query } })
      query = nextQuery(response)
      yield { rows: data.data, isLast: query === undefined }
    }
  }
  async function* rows<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Row<P>> {
    for await (const page of pages(path, parameters)) yield* page.rows
  }
  return { GET, POST, PUT, PATCH, DELETE, pages, rows }
}

// What ListPath says of every list, in a form that the compiler sees through the generic.
type GetList<P extends ListPath> = (
  path: P,
  init: { params: object },
) => Promise<{ data: { data: Row<P>[] }; response: Response }>
