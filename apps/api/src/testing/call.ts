import { expectDocumented } from './documented'
import type { TestRequest, TestServer } from './server'

export type Body<T> = { message: string; code?: string; errors?: Record<string, string[]>; data: T }

export type Answer<T> = { status: number; headers: Headers; text: string; body: Body<T> }

export type Call = <T = unknown>(method: string, path: string, options?: TestRequest) => Promise<Answer<T>>

/** Requests of one caller, with the answer read; without a cookie those of a stranger. */
export const caller =
  (server: Pick<TestServer, 'request'>, cookie?: string): Call =>
  async <T>(method: string, path: string, options: TestRequest = {}) => {
    const answer = await server.request(path, { method, ...(cookie !== undefined && { cookie }), ...options })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, body: bodyOf<T>(text) }
  }

// The tests say what they expect in it; an empty answer has no message.
const bodyOf = <T>(text: string) => (text === '' ? { message: '' } : JSON.parse(text)) as Body<T>

/** The same, and every answer must be one that the OpenAPI document foresees. */
export const documentedCaller = (server: Pick<TestServer, 'request'>, cookie?: string): Call => {
  const call = caller(server, cookie)
  return async <T>(method: string, path: string, options?: TestRequest) => {
    const answer = await call<T>(method, path, options)
    expectDocumented(method, path, answer)
    return answer
  }
}

/** How many answers had each status. */
export const tally = (answers: { status: number }[]): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

export const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
