import { type Static, Type } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { input, optional, record, recordId, reference, stamps } from './fields'
import { isJsonObject } from './json-object'
import { password, passwordFaults } from './password'
import { code } from './second-factor'
import { isBlank, text } from './text'

/** owner: all tenants and the admins; tenant: one tenant and everything in it; viewer: reads. */
export type Role = 'owner' | 'tenant' | 'viewer'

// A malformed e-mail address is no fault here: it is simply nobody's.
export const Credentials = input(
  {
    email: text({ maxLength: 255, description: 'The e-mail address of an admin.', example: 'admin@ringfence.example' }),
    password: text({ maxLength: 1024, description: 'The password.', example: 'a heron walks 7 lakes' }),
    code: Type.Optional({
      ...code,
      description: `${code.description} Required with a second factor, ignored without.`,
    }),
  },
  'What an admin signs in with.',
)
export type Credentials = Static<typeof Credentials>

/** Throws Invalid. A blank code is none: so a form may send what stands in an empty field. */
export const admitCredentials = (body: unknown): Credentials => {
  const isBare = isJsonObject(body) && typeof body.code === 'string' && isBlank(body.code)
  return admit(Credentials, isBare ? { ...body, code: null } : body)
}

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

const fields = {
  name: Administrator.properties.name,
  email: text({
    maxLength: 255,
    format: 'email',
    description: 'What the admin signs in with, unique in any letter case and answered in small letters.',
    example: 'grace@ringfence.example',
  }),
  role: text<Role>({
    maxLength: 50,
    enum: ['owner', 'tenant', 'viewer'],
    description:
      '`owner` may do everything, `tenant` everything in one tenant, `viewer` reads all tenants or one and sees no SIP secret.',
    example: 'viewer',
  }),
  tenant_id: optional({
    ...reference('tenant'),
    description: 'The one tenant that the admin sees: required for the role `tenant`, none for `owner`.',
  }),
  status: text<'active' | 'disabled'>({
    maxLength: 50,
    enum: ['active', 'disabled'],
    description: 'Who is `disabled` cannot sign in, and neither can his tokens.',
    example: 'active',
  }),
}

export const AdminInput = input(
  {
    ...fields,
    status: { ...fields.status, default: 'active' as const },
    password: Type.Optional({
      ...password,
      description: `${password.description} Required for a new admin; left out of a change, it stays. The own one is changed with \`PUT /api/admin/password\` alone.`,
    }),
  },
  'An admin to create, or all of the fields to replace.',
)
export type AdminInput = Static<typeof AdminInput>

export const Admin = record(
  {
    id: recordId,
    ...fields,
    ...stamps,
    second_factor: Type.Boolean({ description: 'Whether signing in takes a code too.', example: false }),
  },
  'Who may sign in. The password is never part of it.',
)
export type Admin = Static<typeof Admin>

/** Throws Invalid, also without a password or for a weak one. */
export const admitNewAdmin = (body: unknown): AdminInput =>
  admit(AdminInput, body, ({ password, email }) =>
    password === undefined ? { password: ['The password field is required.'] } : passwordFaults(password, email),
  )

/** Throws Invalid, also for a weak password. */
export const admitAdmin = (body: unknown): AdminInput =>
  admit(AdminInput, body, ({ password, email }) => passwordFaults(password, email))

/** Throws Invalid, also for a weak password. */
export const admitAdminChange = (body: unknown): Partial<AdminInput> =>
  admitChange(AdminInput, body, ({ password, email }) => passwordFaults(password, email))
