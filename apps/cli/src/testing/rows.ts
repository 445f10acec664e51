import { asOwner } from '@ringfence/db/testing/database'
import type { TestServer } from './server'

let made = 0

export type TestTenant = { id: number; slug: string }

export const makeTenant = async ({ ownerUrl }: TestServer): Promise<TestTenant> => {
  const slug = `tenant-${++made}`
  const tenant = {
    name: `Tenant ${made}`,
    slug,
    domain: `${slug}.sip.example`,
    status: 'active',
    timezone: 'UTC',
    max_extensions: 5000,
  }
  const [row] = await asOwner(ownerUrl, sql => sql<[{ id: string }]>`insert into tenants ${sql(tenant)} returning id`)
  return { id: Number(row.id), slug }
}
