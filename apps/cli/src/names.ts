import { Refused, UsageError } from './failures'
import type { Shell } from './shell'

/** The id of a tenant that was named by id or slug. Throws Refused when there is none. */
export const tenantId = async ({ ringfence }: Shell, name: string): Promise<number> => {
  if (ID.test(name)) return Number(name)
  for await (const { id, slug } of ringfence.rows('/api/tenants', { query: { search: name } }))
    if (slug === name) return id
  throw new Refused(`There is no tenant ${name}: "ringfence tenants list" shows them.`)
}

/** The id of an extension that was named by id or as number@tenant. Throws Refused when there is none, UsageError for other forms. */
export const extensionId = (shell: Shell, name: string): Promise<number> => found(shell, name, {})

/** The same, of those that can be restored: the last that had the number. */
export const deletedExtensionId = (shell: Shell, name: string): Promise<number> =>
  found(shell, name, { deleted: 'only' })

const found = async (shell: Shell, name: string, which: { deleted?: 'only' }): Promise<number> => {
  if (ID.test(name)) return Number(name)
  const [, number, tenant] = /^([^@]+)@([^@]+)$/.exec(name) ?? []
  if (!number || !tenant)
    throw new UsageError(`${name} names no extension: give its id, or its number and tenant as 1001@acme.`)
  const query = { tenant_id: await tenantId(shell, tenant), search: number, ...which }
  for await (const { id, extension_number } of shell.ringfence.rows('/api/extensions', { query }))
    if (extension_number === number) return id
  const list = `ringfence extensions list --tenant ${tenant}${which.deleted ? ' --deleted' : ''}`
  throw new Refused(`There is no ${which.deleted ? 'deleted ' : ''}extension ${name}: "${list}" shows them.`)
}

/** Throws UsageError. */
export const recordId = (text: string): number => {
  if (ID.test(text)) return Number(text)
  throw new UsageError(`${text} is no id: give the number that the list shows first.`)
}

// No more digits than a number holds exactly.
const ID = /^[1-9][0-9]{0,14}$/
