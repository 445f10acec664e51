import { type Static, Type } from '@sinclair/typebox'
import { nullable, record, recordId, timestamp } from './fields'
import { text } from './text'

export const Session = record(
  {
    id: recordId,
    address: nullable(text({ maxLength: 64, description: 'Where it began.', example: '192.0.2.1' })),
    user_agent: nullable(
      text({
        maxLength: 255,
        description: 'What the browser called itself then.',
        example: 'Mozilla/5.0 (X11; Linux x86_64)',
      }),
    ),
    current: Type.Boolean({ description: 'Whether it is the one of this very call.', example: true }),
    created_at: timestamp('When it began.'),
    last_used_at: timestamp('When it was last used, give or take a minute.'),
    expires_at: timestamp('When it ends if it is not used until then.'),
  },
  'A session of the admin who is signed in.',
)
export type Session = Static<typeof Session>
