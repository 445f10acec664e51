import type { Static } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { GREATEST_INTEGER, input, integer, record, recordId, reference, stamps } from './fields'
import { text } from './text'

const fields = {
  tenant_id: reference('tenant'),
  name: text({ maxLength: 255, description: 'The name that agents see.', example: 'Support' }),
  queue_number: text({
    maxLength: 20,
    pattern: '^[0-9*#+]+$',
    description: 'What is dialled: digits, *, # and +. Unique within its tenant.',
    example: '8000',
  }),
  strategy: text({
    maxLength: 100,
    enum: ['roundrobin', 'leastrecent', 'ringall'],
    description: 'Whose phone rings next.',
    example: 'ringall',
  }),
  timeout: integer({
    minimum: 1,
    maximum: GREATEST_INTEGER,
    description: 'How long an agent rings, in seconds.',
    example: 20,
  }),
  status: text({ maxLength: 50, description: '`active` takes calls.', example: 'active' }),
}

export const QueueInput = input(fields, 'A queue to create, or all of its fields to replace.')
export type QueueInput = Static<typeof QueueInput>

export const Queue = record({ id: recordId, ...fields, ...stamps }, 'A call queue.')
export type Queue = Static<typeof Queue>

/** Throws Invalid. */
export const admitQueue = (body: unknown): QueueInput => admit(QueueInput, body)

/** Throws Invalid. */
export const admitQueueChange = (body: unknown): Partial<QueueInput> => admitChange(QueueInput, body)
