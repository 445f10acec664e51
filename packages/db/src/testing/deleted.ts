import type { ExtensionRow } from '@ringfence/domain/relations'
import { deletedExtensions } from '../deleted-extensions'
import type { ExtensionFilter } from '../extensions'
import { extensions } from '../extensions'
import type { Scope } from '../scope'
import type { TestDatabase } from './database'
import { mintTenant } from './tenant'

/** A new tenant, with its extensions and those of them that were deleted. */
export const mintHome = async ({ url, db }: TestDatabase, options: { maxExtensions?: number } = {}) => {
  const tenant = await mintTenant(url, options)
  return { tenant, own: extensions(db, tenant.scope), gone: deletedExtensions(db, tenant.scope) }
}

/** The list of the deleted. */
export const deletedRows = async (
  { db }: TestDatabase,
  scope: Scope,
  filter: ExtensionFilter = {},
): Promise<ExtensionRow[]> => {
  const { rows } = await extensions(db, scope).list({ deleted: 'only', ...filter }, 100, null)
  return JSON.parse(`[${rows}]`)
}
