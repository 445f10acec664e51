import type { Sql } from '@ringfence/db/pool'
import { extensionBody, send, type Tally as Written } from '@ringfence/rig/writers'
import type { Trial } from './trial'

export type Posted = { status: number; isReplayed: boolean }

/** A request with an idempotency key, the same each time that it is sent. */
export type Post = {
  what: string
  /** What it is answered when it is done. */
  status: number
  rows: number
  /** What stands in the question of the statement that does it, and in the answer, and in no other. */
  marks: { question: string; answer: string }
  send(trial: Trial, written: Written): Promise<Posted>
  /** How many of its rows are there. */
  count(sql: Sql): Promise<number>
}

const MANY = 40

export const createExtension = (random: () => number): Post => {
  const number = `6${digits(random)}`
  return {
    what: 'an extension',
    status: 201,
    rows: 1,
    marks: { question: number, answer: number },
    send: sender('/api/extensions', 'application/json', random, tenantId =>
      JSON.stringify(extensionBody(tenantId, number)),
    ),
    count: extensionsLike(number),
  }
}

/** All in one transaction, so that what is lost is its COMMIT. */
export const importFile = (random: () => number): Post => {
  const prefix = `7${digits(random)}`
  return {
    what: 'a file of extensions',
    status: 200,
    rows: MANY,
    marks: { question: 'commit', answer: 'COMMIT' },
    send: sender('/api/extensions/import', 'application/x-ndjson', random, tenantId =>
      Array.from({ length: MANY }, (_, place) =>
        JSON.stringify(extensionBody(tenantId, `${prefix}${place + 100}`)),
      ).join('\n'),
    ),
    count: extensionsLike(prefix),
  }
}

/** Nothing but the key makes these unique. */
export const createCalls = (random: () => number): Post => {
  const caller = `8${digits(random)}`
  const call = (tenantId: number, place: number) => ({
    tenant_id: tenantId,
    extension_id: null,
    caller_number: caller,
    destination_number: '1001',
    direction: 'inbound',
    disposition: 'answered',
    duration_seconds: place,
    bill_seconds: 0,
    cost: 0,
    started_at: '2026-01-01T00:00:00Z',
  })
  return {
    what: 'a batch of call records',
    status: 201,
    rows: MANY,
    marks: { question: caller, answer: 'SELECT' },
    send: sender('/api/cdrs/batch', 'application/json', random, tenantId =>
      JSON.stringify(Array.from({ length: MANY }, (_, place) => call(tenantId, place))),
    ),
    count: async sql => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::integer as count
        from cdrs
        where caller_number = ${caller}`
      return row?.count ?? 0
    },
  }
}

const sender = (path: string, type: string, random: () => number, body: (tenantId: number) => string): Post['send'] => {
  const key = `key-${digits(random)}-${digits(random)}`
  return (trial, written) =>
    send(trial.target(), written, path, {
      method: 'POST',
      headers: { 'content-type': type, 'idempotency-key': key },
      body: body(trial.tenantId),
    })
}

const extensionsLike =
  (prefix: string): Post['count'] =>
  async sql => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::integer as count
      from extensions
      where extension_number like ${`${prefix}%`}`
    return row?.count ?? 0
  }

const digits = (random: () => number): string => String(Math.floor(random() * 1e8)).padStart(8, '0')
