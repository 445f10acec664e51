/** Calls of one signed-in admin. Each resolves to what the answer holds and throws when it is a refusal. */
export type Api = {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  change<T>(path: string, body: unknown): Promise<T>
  remove(path: string): Promise<void>
}

export type Admin = { email: string; password: string }

export const signIn = async (url: string, admin: Admin): Promise<Api> => {
  const login = await send(url, 'POST', '/api/admin/login', { json: admin })
  const cookie = login.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const call = async <T>(method: string, path: string, json?: unknown, type?: string): Promise<T> => {
    const answer = await send(url, method, path, { json, cookie, type })
    // The callers say what this address answers, as the OpenAPI document has it.
    return ((await answer.json()) as { data: T }).data
  }
  return {
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    change: (path, body) => call('PATCH', path, body, 'application/merge-patch+json'),
    remove: path => call('DELETE', path),
  }
}

type Sent = { json?: unknown; cookie?: string; type?: string | undefined }

const send = async (url: string, method: string, path: string, { json, cookie, type }: Sent): Promise<Response> => {
  const headers = {
    ...(json !== undefined && { 'content-type': type ?? 'application/json' }),
    ...(cookie && { cookie }),
  }
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer
}
