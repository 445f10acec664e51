import type { TokenInput } from '@ringfence/domain/token'
import type { Scope } from '../scope'
import { freshToken, tokens } from '../tokens'
import type { TestAdmin } from './admin'
import type { TestDatabase } from './database'

export type TestToken = { token: string; id: number }

export const tokenInput = (fields: Partial<TokenInput> = {}): TokenInput => ({
  name: 'Billing',
  role: 'owner',
  tenant_id: null,
  read_only: false,
  expires_at: null,
  ...fields,
})

/** What an admin may see and do, with a session that was proved. */
export const scopeOfAdmin = ({ account: { id, email, role, tenantId } }: TestAdmin): Scope => ({
  actorId: id,
  actor: email,
  role,
  tenantId,
  requestId: 'request-1',
  address: '192.0.2.1',
})

/** A new token of that admin. */
export const mintToken = async (
  { db }: TestDatabase,
  maker: TestAdmin,
  fields: Partial<TokenInput> = {},
): Promise<TestToken> => {
  const token = freshToken()
  const { json } = await tokens(db, scopeOfAdmin(maker)).create(tokenInput(fields), token)
  return { token, id: JSON.parse(json).id }
}
