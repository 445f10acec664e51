import { devices } from '@ringfence/db/devices'
import { admitDevice, admitDeviceChange } from '@ringfence/domain/device'
import { DeviceListQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { deviceDocs } from '../openapi/devices'
import { resourceRoutes } from './resource'

export const deviceRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/devices', {
    singular: 'Device',
    plural: 'Devices',
    queries: { list: DeviceListQuery, show: NoQuery, remove: NoQuery },
    admit: admitDevice,
    admitChange: admitDeviceChange,
    repository: devices,
    docs: deviceDocs,
  })
