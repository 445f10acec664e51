/** Calls of one signed-in admin. Each resolves to what the answer holds and throws when it is a refusal. */
export type Api = {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  change<T>(path: string, body: unknown): Promise<T>
  remove(path: string): Promise<void>
  /** Posts a file of JSON objects, one on each line. */
  upload<T>(path: string, rows: object[]): Promise<T>
}

export type Admin = { email: string; password: string }

const JSON_TYPE = 'application/json'

export const signIn = async (url: string, admin: Admin): Promise<Api> => {
  const login = await send(url, 'POST', '/api/admin/login', { body: JSON.stringify(admin) })
  const cookie = login.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const call = async <T>(method: string, path: string, body?: string, type?: string): Promise<T> => {
    const answer = await send(url, method, path, { body, cookie, type })
    // The callers say what this address answers, as the OpenAPI document has it.
    return ((await answer.json()) as { data: T }).data
  }
  return {
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, JSON.stringify(body)),
    change: (path, body) => call('PATCH', path, JSON.stringify(body), 'application/merge-patch+json'),
    remove: path => call('DELETE', path),
    upload: (path, rows) => call('POST', path, rows.map(row => JSON.stringify(row)).join('\n'), 'application/x-ndjson'),
  }
}

type Sent = { body?: string | undefined; cookie?: string; type?: string | undefined }

const send = async (url: string, method: string, path: string, sent: Sent): Promise<Response> => {
  const { body, cookie, type = JSON_TYPE } = sent
  const headers = { ...(body !== undefined && { 'content-type': type }), ...(cookie && { cookie }) }
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer
}
