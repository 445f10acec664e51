import type { Written } from '@ringfence/db/outcome'
import type { Page } from '@ringfence/db/pages'
import { streamed } from './streamed'

/*
 * `{ "message": …, "data": … }` around JSON that PostgreSQL has printed: put together as text, never parsed or built again.
 */

/** The message of an answer, as clients compare it: `Extension created successfully.` */
export const fetched = (plural: string, rows: string): string => around(`${plural} fetched successfully.`, `[${rows}]`)
export const loaded = (singular: string, { json }: Pick<Written, 'json'>): string =>
  around(`${singular} loaded successfully.`, json)
export const created = (singular: string, { json }: Pick<Written, 'json'>): string =>
  around(`${singular} created successfully.`, json)
export const updated = (singular: string, { json }: Pick<Written, 'json'>): string =>
  around(`${singular} updated successfully.`, json)
export const deleted = (singular: string): string => done(`${singular} deleted successfully.`)
export const done = (message: string): string => JSON.stringify({ message })

/** The record of what was made, with what is shown this once among its fields. */
export const withShown = ({
  json,
  shown,
}: Pick<Written, 'json'> & { shown?: string | null }): Pick<Written, 'json'> => ({
  json: shown ? `${json.slice(0, -1)},${shown.slice(1)}` : json,
})

export const around = (message: string, json: string): string => `{"message":${JSON.stringify(message)},"data":${json}}`

export const etag = (version: number): string => `"${version}"`

/** The whole list in constant memory: the first page decides between an error, a short answer and a stream. */
export const fetchedAll = async (
  plural: string,
  pages: AsyncGenerator<Page>,
  report: (cause: unknown) => void,
): Promise<string | Response> => {
  const first = await pages.next()
  if (first.done) return fetched(plural, '')
  if (!first.value.next) return fetched(plural, first.value.rows)
  const beginning = `{"message":${JSON.stringify(`${plural} fetched successfully.`)},"data":[${first.value.rows}`
  return new Response(streamed(beginning, following(pages), report), {
    headers: { 'content-type': 'application/json' },
  })
}

async function* following(pages: AsyncGenerator<Page>): AsyncGenerator<string> {
  for await (const { rows } of pages) yield `,${rows}`
  yield ']}'
}
