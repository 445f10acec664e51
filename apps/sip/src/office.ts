import type { Api } from './api'
import type { Account } from './sipp'

export type Device = { id: number; user_agent: string; transport: string; received_from: string; online: boolean }

export type Cdr = {
  extension_id: number | null
  caller_number: string
  destination_number: string
  disposition: string
  direction: string
  bill_seconds: number
  duration_seconds: number
}

export type Extension = Account & { id: number; devices(): Promise<Device[]> }

/** A tenant and its extensions, made by the API as an admin would. */
export type Office = {
  id: number
  domain: string
  extension(number: string): Promise<Extension>
  /** Consecutive extensions, by one import. */
  building(first: number, count: number): Promise<Account[]>
  cdrs(): Promise<Cdr[]>
  set(change: { status: string }): Promise<void>
}

let opened = 0

export const openOffice = async (api: Api): Promise<Office> => {
  const slug = `office-${++opened}`
  const domain = `${slug}.sip.example`
  const { id } = await api.post<{ id: number }>('/api/tenants', {
    ...{ name: slug, slug, domain, status: 'active', timezone: 'UTC', max_extensions: 10_000 },
  })
  return {
    id,
    domain,
    extension: number => openExtension(api, { id, domain }, number),
    building: (first, count) => importExtensions(api, { id, domain }, first, count),
    cdrs: () => api.get(`/api/cdrs?tenant_id=${id}`),
    set: async change => {
      await api.change(`/api/tenants/${id}`, change)
    },
  }
}

const openExtension = async (api: Api, tenant: { id: number; domain: string }, number: string): Promise<Extension> => {
  const secret = `${crypto.randomUUID()}`
  const { id } = await api.post<{ id: number }>('/api/extensions', {
    ...{ tenant_id: tenant.id, extension_number: number, display_name: `Phone ${number}`, secret, status: 'active' },
  })
  const devices = async () => {
    const all = await api.get<Device[]>(`/api/devices?extension_id=${id}`)
    return all.filter(({ online }) => online)
  }
  return { id, number, domain: tenant.domain, secret, devices }
}

const importExtensions = async (
  api: Api,
  { id, domain }: { id: number; domain: string },
  first: number,
  count: number,
): Promise<Account[]> => {
  const made = Array.from({ length: count }, (_, place) => {
    return { number: `${first + place}`, domain, secret: crypto.randomUUID() }
  })
  const rows = made.map(({ number, secret }) => {
    return { tenant_id: id, extension_number: number, display_name: `Phone ${number}`, secret, status: 'active' }
  })
  await api.upload('/api/extensions/import', rows)
  return made
}
