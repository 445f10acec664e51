import type { Static } from '@sinclair/typebox'
import { admit } from './admit'
import { input, record } from './fields'
import { password, passwordFaults } from './password'
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

export const PasswordChange = input(
  {
    current_password: text({
      maxLength: 1024,
      description: 'The password so far.',
      example: 'the-password-of-the-first-start',
    }),
    password,
  },
  'Another password for the one who is signed in.',
)
export type PasswordChange = Static<typeof PasswordChange>

/** Throws Invalid, also for a password that is short or that anyone would guess for this e-mail address. */
export const admitPasswordChange = (input: unknown, email: string): PasswordChange =>
  admit(PasswordChange, input, sound => passwordFaults(sound.password, email))
