import { Invalid } from '@ringfence/domain/admit'
import postgres from 'postgres'
import { InUse, KeyClaimed } from './errors'

/** What a constraint of the database says, in the words of the field that it is about. */
export type Sentences = Record<string, { field: string; sentence: string }>

/** For what knows beforehand that a constraint would be broken. */
export const QUOTA_REACHED = {
  field: 'tenant_id',
  sentence: 'The tenant has reached its maximum number of extensions.',
}
export const NUMBER_TAKEN = { field: 'extension_number', sentence: 'The extension number has already been taken.' }

// A tenant that is null is one that could not be found by what should lead to it.
const sentences: Sentences = {
  tenants_slug_taken: { field: 'slug', sentence: 'The slug has already been taken.' },
  tenants_domain_taken: { field: 'domain', sentence: 'The domain has already been taken.' },
  tenants_settings_size: {
    field: 'settings',
    sentence: 'The settings must not be greater than 200000 characters.',
  },
  tenants_quota: QUOTA_REACHED,
  extensions_number_taken: NUMBER_TAKEN,
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
  'queues.tenant_id': { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  'queue_agents.tenant_id': { field: 'queue_id', sentence: 'The selected queue id is invalid.' },
  'devices.tenant_id': { field: 'extension_id', sentence: 'The selected extension id is invalid.' },
  'cdrs.tenant_id': { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  api_tokens_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  api_tokens_role_fits_tenant: { field: 'tenant_id', sentence: 'The tenant id does not fit the role.' },
  api_tokens_expire_later: { field: 'expires_at', sentence: 'The expires at must be a date after now.' },
  admins_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  admins_role_fits_tenant: { field: 'tenant_id', sentence: 'The tenant id does not fit the role.' },
  webhooks_tenant_exists: { field: 'tenant_id', sentence: 'The selected tenant id is invalid.' },
  admins_email_taken: { field: 'email', sentence: 'The email has already been taken.' },
}

/** What a broken constraint of this name says, and of which field. Throws for a name that has no saying. */
export const sayingOf = (constraint: string): { field: string; sentence: string } => {
  const said = sentences[constraint]
  if (!said) throw new Error(`Nothing is said of the constraint ${constraint}.`)
  return said
}

const NULL = '23502'
const VIOLATIONS = new Set([NULL, '23503', '23505', '23514'])

type Meaning = {
  /** What constraints mean to this work that mean something else to other work. */
  sentences?: Sentences | undefined
  /** What is being removed, as messages name it. */
  removing?: string
}

/** Rejects with what the violated constraint means, as `Invalid` on its field (or `InUse` when removing); anything else as it is. */
export const explained = async <T>(work: Promise<T>, meaning: Meaning = {}): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || !VIOLATIONS.has(error.code)) throw error
    if (error.constraint_name === 'admins_last_owner')
      throw new InUse('The last active owner must stay.', { cause: error })
    if (error.constraint_name === 'idempotency_key_claimed') throw new KeyClaimed('', { cause: error })
    if (meaning.removing && error.code === '23503')
      throw new InUse(`${meaning.removing} is still in use.`, { cause: error })
    const broken = error.code === NULL ? nullColumn(error) : (error.constraint_name ?? '')
    const said = meaning.sentences?.[broken] ?? sentences[broken]
    throw said ? new Invalid({ [said.field]: [said.sentence] }) : error
  }
}

/** A call record's table is the partition of its month. */
const nullColumn = ({ table_name = '', column_name }: postgres.PostgresError): string =>
  `${table_name.startsWith('cdrs_') ? 'cdrs' : table_name}.${column_name}`
