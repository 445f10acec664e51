/*
 * Rows as node-postgres gives them, nested in JavaScript: what such applications do.
 */

export type Row = Record<string, unknown>

const columnsOf = (alias: string, columns: string): string[] => columns.split(' ').map(name => `${alias}.${name}`)

export const EXTENSION =
  'id tenant_id extension_number display_name email status voicemail_enabled created_at updated_at'
export const TENANT = 'id name slug domain status timezone max_extensions settings created_at updated_at'
export const DEVICE =
  'id extension_id label mac_address vendor model user_agent contact transport received_from registered_at expires_at created_at updated_at'
export const AGENT = 'id queue_id extension_id penalty status created_at updated_at'
export const QUEUE = 'id tenant_id name queue_number strategy timeout status created_at updated_at'
export const CDR =
  'id tenant_id extension_id caller_number destination_number direction disposition duration_seconds bill_seconds cost started_at ended_at call_id created_at updated_at'

export const extensionColumns = columnsOf('e', EXTENSION).join(', ')
export const tenantColumns = prefixed('t', TENANT)
export const deviceColumns = `${columnsOf('d', DEVICE).join(', ')}, coalesce(d.registered_at is not null and d.expires_at > now(), false) as online`
export const agentColumns = columnsOf('a', AGENT).join(', ')
export const queueColumns = prefixed('q', QUEUE)
export const cdrColumns = columnsOf('c', CDR).join(', ')

function prefixed(alias: string, columns: string): string {
  return columns
    .split(' ')
    .map(name => `${alias}.${name} as ${alias}_${name}`)
    .join(', ')
}

/** What a joined row says of the extension, the tenant or the queue in it. */
export const extensionIn = picker(EXTENSION, '')
export const tenantIn = picker(TENANT, 't_')
export const agentIn = picker(AGENT, '')
export const queueIn = picker(QUEUE, 'q_')

function picker(columns: string, prefix: string): (row: Row) => Row {
  const names = columns.split(' ').map(name => [name, prefix + name] as const)
  return row => {
    const picked: Row = {}
    for (const [name, column] of names) picked[name] = row[column]
    return picked
  }
}
