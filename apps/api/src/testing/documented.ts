import { expect } from 'bun:test'
import { type Answered, undocumented } from '@ringfence/rig/documented'

/** Fails unless the document foresees this answer to a call. `path` as it was called, or its template. */
export const expectDocumented = (method: string, path: string, answer: Answered): void =>
  expect(undocumented(method, path, answer), `${method} ${path} ${answer.status}`).toEqual([])
