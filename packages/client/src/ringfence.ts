import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type MethodResponse,
} from 'openapi-fetch'
import type { HttpMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import { RingfenceError, Unreachable } from './errors'
import type { paths } from './generated/api'
import { type ListParameters, type ListPath, nextQuery, type Row } from './pages'
import { isAborted, type SendOptions, sender } from './send'

export type RingfenceOptions = SendOptions & {
  /** Where the server is, such as `https://pbx.example.com`. */
  url: string
  /** Ends all that is under way. */
  signal?: AbortSignal | undefined
}

/** The calls of the document, and its lists as iterators. All throw RingfenceError and Unreachable. */
export type Ringfence = Verbs & {
  /** The pages of a list, each asked for when the one before it was taken. */
  pages<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Page<P>>
  /** All rows of a list, page by page. */
  rows<P extends ListPath>(path: P, parameters?: ListParameters<P>): AsyncGenerator<Row<P>>
}

type Verbs = {
  GET: Verb<'get'>
  POST: Verb<'post'>
  PUT: Verb<'put'>
  PATCH: Verb<'patch'>
  DELETE: Verb<'delete'>
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
export const createRingfence = ({ url, signal, ...options }: RingfenceOptions): Ringfence => {
  // A redirect is not followed: it would carry the credential elsewhere.
  const api = createClient<paths>({
    baseUrl: url,
    redirect: 'manual',
    fetch: sender(options),
    ...(signal && { signal }),
  })
  const verbs = { GET: api.GET, POST: api.POST, PUT: api.PUT, PATCH: api.PATCH, DELETE: api.DELETE }
  // The sender lets only good answers through, so that none is an error.
  const { GET, POST, PUT, PATCH, DELETE } = mapped(verbs, url) as unknown as Verbs
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

const mapped = <T extends Record<string, unknown>>(verbs: T, url: string) =>
  Object.fromEntries(Object.entries(verbs).map(([name, verb]) => [name, whole(verb as Call, url)]))

type Call = (path: string, init?: object) => Promise<unknown>

/** The same call, that fails as one when its answer breaks off or is no JSON. */
const whole =
  (call: Call, url: string): Call =>
  async (path, init) => {
    try {
      return await call(path, init)
    } catch (error) {
      if (error instanceof RingfenceError || error instanceof Unreachable || isAborted(error)) throw error
      throw new Unreachable(`${url} broke its answer off: try again.`, { cause: error })
    }
  }
