import type { Static } from '@sinclair/typebox'
import { input, record } from './fields'
import { text } from './text'

/** owner: all tenants and the admins; tenant: one tenant and everything in it; viewer: reads. */
export type Role = 'owner' | 'tenant' | 'viewer'

// A malformed e-mail address is no fault here: it is simply nobody's.
export const Credentials = input(
  {
    email: text({ maxLength: 255, description: 'The e-mail address of an admin.', example: 'admin@ringfence.example' }),
    password: text({ maxLength: 1024, description: 'The password.', example: 'correct horse battery staple' }),
  },
  'What an admin signs in with.',
)
export type Credentials = Static<typeof Credentials>

export const Administrator = record(
  {
    name: text({ maxLength: 255, description: 'The name of the admin.', example: 'Ada' }),
    email: text({
      maxLength: 255,
      description: 'The e-mail address of the admin.',
      example: 'admin@ringfence.example',
    }),
    role: text<Role>({
      maxLength: 50,
      enum: ['owner', 'tenant', 'viewer'],
      description: 'What the admin may do.',
      example: 'owner',
    }),
  },
  'The admin who is signed in.',
)
export type Administrator = Static<typeof Administrator>
