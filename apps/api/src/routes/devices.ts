import { devices } from '@ringfence/db/devices'
import { showing } from '@ringfence/db/idempotency'
import { freshLink, type LinkedPhone, provisioning } from '@ringfence/db/provisioning'
import { Invalid } from '@ringfence/domain/admit'
import { admitDevice, admitDeviceChange } from '@ringfence/domain/device'
import { DeviceListQuery, NoQuery } from '@ringfence/domain/list'
import { secretFiles, vendorOf } from '@ringfence/domain/phones'
import { admitProvisioning } from '@ringfence/domain/provisioning'
import type { Deps } from '../deps'
import { readJson } from '../http/body'
import { created, deleted, withShown } from '../http/envelope'
import { once } from '../http/once'
import { recently } from '../http/recently'
import { deviceDocs } from '../openapi/devices'
import { recordId, resourceRoutes } from './resource'

export const deviceRoutes = (deps: Deps) => {
  const { db } = deps
  return resourceRoutes(deps, '/api/devices', {
    singular: 'Device',
    plural: 'Devices',
    queries: { list: DeviceListQuery, show: NoQuery, remove: NoQuery },
    admit: admitDevice,
    admitChange: admitDeviceChange,
    repository: devices,
    docs: deviceDocs,
  })
    .delete(
      '/:id/registration',
      async ({ scope, params }) => {
        await devices(db, scope).endRegistration(recordId('Device', params.id))
        return deleted('Device registration')
      },
      { detail: deviceDocs.endRegistration },
    )
    .post(
      '/:id/provisioning',
      async ({ scope, params, request, set }) => {
        const id = recordId('Device', params.id)
        const { valid_minutes } = admitProvisioning(await readJson(request))
        const made = await once(deps, { request, set }, recently(deps, request, scope), async claiming => {
          const link = freshLink()
          const shown = JSON.stringify(addresses(deps, link, await provisioning(db, claiming).phone(id)))
          return { ...(await provisioning(db, showing(db, claiming, shown)).link(id, link, valid_minutes)), shown }
        })
        set.status = 201
        return created('Provisioning link', withShown(made))
      },
      { detail: deviceDocs.provision },
    )
}

/** Where a phone finds its files: at PUBLIC_URL, and never at a host that a caller named. Throws Invalid without one. */
const addresses = ({ publicUrl }: Pick<Deps, 'publicUrl'>, link: string, { macAddress, vendor }: LinkedPhone) => {
  if (!publicUrl) throw new Invalid({ url: ['Set PUBLIC_URL on the server: without it no link leads a phone here.'] })
  const url = `${publicUrl}/provision/${link}/`
  return { url, files: secretFiles(macAddress, vendorOf(vendor)).map(name => `${url}${name}`) }
}
