import type { Static } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { decimal } from './decimal'
import {
  GREATEST_INTEGER,
  input,
  integer,
  nullable,
  optional,
  record,
  recordId,
  reference,
  stamps,
  timestamp,
} from './fields'
import { text } from './text'

const seconds = (description: string) => integer({ minimum: 0, maximum: GREATEST_INTEGER, description, example: 63 })

const instant = (description: string) =>
  text({ maxLength: 35, format: 'date-time', description, example: '2026-11-23T21:00:00Z' })

const fields = {
  tenant_id: reference('tenant'),
  extension_id: optional(reference('extension of the tenant')),
  caller_number: text({ maxLength: 50, description: 'Who called.', example: '+4930123456' }),
  destination_number: text({ maxLength: 50, description: 'Who was called.', example: '1001' }),
  direction: text({ maxLength: 50, description: 'inbound, outbound or internal.', example: 'inbound' }),
  disposition: text({
    maxLength: 50,
    description: 'How it ended: answered, no_answer, busy, failed.',
    example: 'answered',
  }),
  duration_seconds: seconds('From the first ring to the end.'),
  bill_seconds: seconds('From the answer to the end.'),
  cost: decimal({ description: 'What it costs, with up to four decimal places.', example: 0.042 }),
}

const callId = optional(
  text({
    maxLength: 255,
    description: 'Unique in its tenant: posted again it answers the stored record.',
    example: 'a84b4c76e66710',
  }),
)

export const CdrInput = input(
  {
    ...fields,
    started_at: instant('When it began, ISO 8601 with Z or an offset.'),
    ended_at: optional(instant('When it ended, ISO 8601 with Z or an offset.')),
    call_id: callId,
  },
  'A call record to create, or all of its fields to replace.',
)
export type CdrInput = Static<typeof CdrInput>

export const Cdr = record(
  {
    id: recordId,
    ...fields,
    started_at: timestamp('When it began.'),
    ended_at: nullable(timestamp('When it ended.')),
    call_id: callId,
    ...stamps,
  },
  'A call detail record.',
)
export type Cdr = Static<typeof Cdr>

/** Throws Invalid. */
export const admitCdr = (body: unknown): CdrInput => admit(CdrInput, body)

/** Throws Invalid. */
export const admitCdrChange = (body: unknown): Partial<CdrInput> => admitChange(CdrInput, body)
