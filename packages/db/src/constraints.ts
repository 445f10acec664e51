import { Invalid } from '@ringfence/domain/admit'
import postgres from 'postgres'
import { InUse, KeyClaimed } from './errors'

/** What a constraint of the database says, in the words of the field that it is about. */
const sentences: Record<string, { field: string; sentence: string }> = {
  tenants_slug_taken: { field: 'slug', sentence: 'The slug has already been taken.' },
  tenants_domain_taken: { field: 'domain', sentence: 'The domain has already been taken.' },
  tenants_quota: { field: 'tenant_id', sentence: 'The tenant has reached its maximum number of extensions.' },
  extensions_number_taken: { field: 'extension_number', sentence: 'The extension number has already been taken.' },
  extensions_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  queues_number_taken: { field: 'queue_number', sentence: 'The queue number has already been taken.' },
  queues_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  queue_agents_pair_once: { field: 'extension_id', sentence: 'The extension id has already been taken.' },
  queue_agents_queue_exists: { field: 'queue_id', sentence: 'The selected queue id is invalid.' },
  queue_agents_extension_exists: { field: 'extension_id', sentence: 'The selected extension id is invalid.' },
  devices_extension_exists: { field: 'extension_id', sentence: 'The selected extension id is invalid.' },
  cdrs_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  cdrs_extension_exists: { field: 'extension_id', sentence: 'The selected extension id is invalid.' },
  cdrs_call_id_taken: { field: 'call_id', sentence: 'The call id has already been taken.' },
  admins_email_taken: { field: 'email', sentence: 'The email has already been taken.' },
}

const VIOLATIONS = new Set(['23503', '23505', '23514'])

/** Rejects with what the violated constraint means, as `Invalid` on its field (or `InUse` when removing); anything else as it is. */
export const explained = async <T>(work: Promise<T>, removing?: string): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || !VIOLATIONS.has(error.code)) throw error
    if (removing && error.code === '23503') throw new InUse(`${removing} is still in use.`, { cause: error })
    if (error.constraint_name === 'idempotency_key_claimed') throw new KeyClaimed('', { cause: error })
    const said = sentences[error.constraint_name ?? '']
    throw said ? new Invalid({ [said.field]: [said.sentence] }) : error
  }
}
