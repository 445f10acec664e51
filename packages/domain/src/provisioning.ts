import { type Static, Type } from '@sinclair/typebox'
import { admit } from './admit'
import { input, integer, record, recordId, timestamp } from './fields'

const WEEK_MINUTES = 7 * 24 * 60

export const ProvisioningInput = input(
  {
    valid_minutes: integer({
      minimum: 1,
      maximum: WEEK_MINUTES,
      default: 24 * 60,
      description: 'How long the link works if it is not used: a day, unless said otherwise; a week at most.',
      example: 60,
    }),
  },
  'A link to make for a phone.',
)
export type ProvisioningInput = Static<typeof ProvisioningInput>

const kept = {
  id: recordId,
  device_id: { ...recordId, description: 'The device that may fetch its configuration.' },
  created_at: timestamp('When it was made.'),
  expires_at: timestamp('When it stops to work, used or not.'),
}

export const ProvisioningLink = record(
  {
    ...kept,
    url: Type.String({
      description: 'What is to be put into the phone as its provisioning server. Not shown again.',
      example: 'https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/',
    }),
    files: Type.Array(Type.String(), {
      description: 'The addresses of the files with the secret in them that such a phone fetches.',
      example: ['https://pbx.example.com/provision/b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN/001565abcdef.cfg'],
    }),
  },
  'A link by which one phone fetches its configuration, once.',
)
export type ProvisioningLink = Static<typeof ProvisioningLink>

/** Throws Invalid. */
export const admitProvisioning = (body: unknown): ProvisioningInput => admit(ProvisioningInput, body)
