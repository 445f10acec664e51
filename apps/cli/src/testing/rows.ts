import { asOwner } from '@ringfence/db/testing/database'
import type { TestServer } from './server'

let made = 0

export type TestTenant = { id: number; slug: string }

export const makeTenant = async ({ ownerUrl }: TestServer): Promise<TestTenant> => {
  const slug = `tenant-${++made}`
  const [row] = await asOwner(
    ownerUrl,
    sql => sql<[{ id: string }]>`
      insert into tenants (name, slug, domain, status, timezone, max_extensions)
      values (${`Tenant ${made}`}, ${slug}, ${`${slug}.sip.example`}, 'active', 'UTC', 5000)
      returning id`,
  )
  return { id: Number(row.id), slug }
}
