import type { Static } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { GREATEST_INTEGER, input, integer, record, recordId, reference, stamps } from './fields'
import { text } from './text'

const fields = {
  queue_id: reference('queue'),
  extension_id: reference("extension of the queue's tenant"),
  penalty: integer({
    minimum: 0,
    maximum: GREATEST_INTEGER,
    default: 0,
    description: 'Agents with a smaller penalty ring first.',
    example: 0,
  }),
  status: text({ maxLength: 50, description: '`active` takes calls.', example: 'active' }),
}

export const QueueAgentInput = input(fields, 'A membership to create, or all of its fields to replace.')
export type QueueAgentInput = Static<typeof QueueAgentInput>

export const QueueAgent = record({ id: recordId, ...fields, ...stamps }, 'An extension that takes calls of a queue.')
export type QueueAgent = Static<typeof QueueAgent>

/** Throws Invalid. */
export const admitQueueAgent = (body: unknown): QueueAgentInput => admit(QueueAgentInput, body)

/** Throws Invalid. */
export const admitQueueAgentChange = (body: unknown): Partial<QueueAgentInput> => admitChange(QueueAgentInput, body)
