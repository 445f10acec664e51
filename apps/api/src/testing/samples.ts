import type { Extension } from '@ringfence/domain/extension'
import type { Call } from './call'

export const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'

/** A body that creates an extension, or replaces one. */
export const extensionBody = (tenant: { id: number }, fields: Record<string, unknown> = {}) => ({
  tenant_id: tenant.id,
  extension_number: '1001',
  display_name: 'Reception',
  secret: SECRET,
  status: 'active',
  ...fields,
})

/** A new extension. Throws when it was not created. */
export const makeExtension = async (
  call: Call,
  tenant: { id: number },
  fields: Record<string, unknown> = {},
): Promise<Extension> => {
  const answer = await call<Extension>('POST', '/api/extensions', { json: extensionBody(tenant, fields) })
  if (answer.status !== 201) throw new Error(`The extension was not created: ${answer.text}`)
  return answer.body.data
}
