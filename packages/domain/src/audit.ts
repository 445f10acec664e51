import { type Static, Type } from '@sinclair/typebox'
import { nullable, record, recordId, timestamp } from './fields'
import { text } from './text'

/** An e-mail address, and the name of a token. */
export const LONGEST_ACTOR = 600

const said = (description: string, example: string, maxLength = 255) =>
  nullable(text({ maxLength, description, example }))
const id = (description: string) => nullable({ ...recordId, description })
const value = (description: string, example: unknown) => Type.Unknown({ description, example })

const change = record(
  {
    from: value('What it was; null for what was not there.', 'Reception'),
    to: value('What it is since then; null for what is gone, `changed` for a secret.', 'Front desk'),
  },
  'A field that changed.',
)

export const AuditEntry = record(
  {
    id: recordId,
    at: timestamp('When it was done.'),
    action: text({ maxLength: 255, description: 'What was done.', example: 'extension.updated' }),
    target: said('The kind of thing that it was done to.', 'extension'),
    target_id: id('Its id; null where it was none or many.'),
    tenant_id: id('The tenant that it belongs to.'),
    actor_id: id('The admin who did it; null for the server itself and for strangers.'),
    actor: said(
      'Who that was, by the name of that time, and with which token.',
      'admin@ringfence.example',
      LONGEST_ACTOR,
    ),
    address: said('Where the request came from.', '192.0.2.1'),
    request_id: said('The request, as the log has it.', '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11'),
    changes: Type.Record(Type.String(), change, {
      description: 'Every field that changed, but for `updated_at`, which `at` says.',
      example: { display_name: { from: 'Reception', to: 'Front desk' }, secret: { from: null, to: 'changed' } },
    }),
  },
  'What somebody did, as it was recorded with the deed itself.',
)
export type AuditEntry = Static<typeof AuditEntry>
