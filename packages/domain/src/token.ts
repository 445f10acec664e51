import { type Static, Type } from '@sinclair/typebox'
import type { Role } from './admin'
import { admit, type Errors } from './admit'
import { input, nullable, optional, record, recordId, reference, timestamp } from './fields'
import { generateSecret } from './secret'
import { text } from './text'

/** A role of an admin; or `engine`: a SIP server, to which the calls under `/engine` are open and no others. */
export type TokenRole = Role | 'engine'

const fields = {
  name: text({ maxLength: 255, description: 'What it is for. The audit trail names it.', example: 'Billing' }),
  role: text<TokenRole>({
    maxLength: 50,
    enum: ['owner', 'tenant', 'viewer', 'engine'],
    description:
      'What its bearer may do: never more than its maker. `engine` is for SIP servers: it opens the calls under `/engine`, and no others.',
    example: 'tenant',
  }),
  tenant_id: optional({
    ...reference('tenant'),
    description:
      'The one tenant that it sees; required for the role `tenant`, without a meaning for `owner`. An admin of one tenant may leave it out.',
  }),
  read_only: Type.Boolean({
    default: false,
    description: 'Whether it only reads, and reveals no secret, whatever its role.',
    example: false,
  }),
  expires_at: optional(
    text({
      maxLength: 35,
      format: 'date-time',
      description: 'When it stops to work; without it, never.',
      example: '2036-01-01T00:00:00Z',
    }),
  ),
}

export const TokenInput = input(fields, 'A token to make. Nothing of it can be changed later.')
export type TokenInput = Static<typeof TokenInput>

const described = {
  id: recordId,
  admin_id: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'The admin who made it. While that one is disabled it does not work.',
    example: 1,
  }),
  name: fields.name,
  prefix: text({ maxLength: 8, description: 'The first letters of the token, to tell it by.', example: 'rf_b7Kqz' }),
  role: fields.role,
  tenant_id: fields.tenant_id,
  read_only: fields.read_only,
  expires_at: nullable(timestamp('When it stops to work.')),
  created_at: timestamp('When it was made.'),
  last_used_at: nullable(timestamp('When it was last used, give or take a minute.')),
}

export const Token = record(described, 'A credential of a program. The token itself is shown once and never again.')
export type Token = Static<typeof Token>

export const NewToken = record(
  {
    ...described,
    token: text({
      maxLength: 255,
      description: 'To be sent as `Authorization: Bearer …`. Not shown again.',
      example: 'rf_b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN',
    }),
  },
  'A token that was made just now.',
)
export type NewToken = Static<typeof NewToken>

/** Who makes a token. */
export type Maker = { role: TokenRole; tenantId: string | null }

/** Throws Invalid, also for a token that could do more than its maker. */
export const admitToken = (input: unknown, maker: Maker): TokenInput =>
  admit(TokenInput, input, sound => beyond(sound, maker))

/** What of a token its maker may not give. */
const beyond = ({ role, tenant_id }: Partial<TokenInput>, maker: Maker): Errors => ({
  ...(role && !GRANTS[maker.role].includes(role) && { role: ['The selected role is invalid.'] }),
  // In the words of a tenant that does not exist: to this maker it does not.
  ...(maker.tenantId !== null &&
    typeof tenant_id === 'number' &&
    String(tenant_id) !== maker.tenantId && { tenant_id: ['The selected tenant id is invalid.'] }),
})

const GRANTS: Record<TokenRole, TokenRole[]> = {
  owner: ['owner', 'tenant', 'viewer', 'engine'],
  tenant: ['tenant', 'viewer', 'engine'],
  viewer: ['viewer'],
  engine: [],
}

const PREFIX = 'rf_'
const LETTERS = 36
const SHOWN = 8

/** A token of 208 random bits. `randomBytes` must be a cryptographic source. */
export const generateToken = (randomBytes: (count: number) => Uint8Array): string =>
  PREFIX + generateSecret(randomBytes, LETTERS)

/** True for what looks like a token of ours. */
export const isToken = (text: string): boolean => /^rf_[A-Za-z0-9]{36}$/.test(text)

/** The part that people tell a token by; the rest still has 179 random bits. */
export const prefixOf = (token: string): string => token.slice(0, SHOWN)
