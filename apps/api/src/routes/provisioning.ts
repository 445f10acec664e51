import { NotFound } from '@ringfence/db/errors'
import { provisioned } from '@ringfence/db/provisioning'
import { type Configuration, configuration, foreword } from '@ringfence/domain/phone-configuration'
import { bare, phoneFile, vendorOf } from '@ringfence/domain/phones'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { visitOf } from '../http/guard'
import { provisioningDocs } from '../openapi/provisioning'

/** What phones fetch. Whoever has the link needs nothing else; whatever is wrong with it looks the same. */
export const provisioningRoutes = (deps: Deps) =>
  new Elysia({ prefix: '/provision', tags: ['Provisioning'] }).get(
    '/:token/:file',
    async ({ params, request, set }) => {
      const { type, text } = await fetched(deps, request, params.token, params.file)
      set.headers['content-type'] = `${type}; charset=utf-8`
      return text
    },
    { detail: provisioningDocs.fetch },
  )

const fetched = async (
  { db, registrar }: Deps,
  request: Request,
  token: string,
  name: string,
): Promise<Configuration> => {
  const { address, requestId, userAgent } = visitOf(request)
  const links = provisioned(db, token)
  const phone = LINK.test(token) ? await links.phone(address) : undefined
  const file = phone && phoneFile(name, vendorOf(phone.vendor))
  const [vendor] = file?.vendors ?? []
  if (!phone || !file || !vendor || (file.mac && file.mac !== bare(phone.macAddress))) throw new NotFound('File')
  // A look at the head alone uses nothing up.
  if (!file.holdsSecret || request.method === 'HEAD') return foreword(vendor, file.mac)
  const fetch = { address, requestId, userAgent: userAgent?.slice(0, MOST_LETTERS) ?? null, file: name }
  const account = await links.use(fetch)
  if (!account) throw new NotFound('File')
  return configuration(vendor, { ...account, mac: phone.macAddress, ...registrar })
}

const LINK = /^[A-Za-z0-9]{36}$/
const MOST_LETTERS = 255
