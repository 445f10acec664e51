import { Device, DeviceInput } from '@ringfence/domain/device'
import { DeviceListQuery } from '@ringfence/domain/list'
import { DeviceRow } from '@ringfence/domain/relations'
import { resourceDocs } from './resource'

export const deviceDocs = resourceDocs({
  singular: 'Device',
  plural: 'Devices',
  input: DeviceInput,
  record: Device,
  row: DeviceRow,
  detail: DeviceRow,
  listQuery: DeviceListQuery,
  changeExample: { label: 'Lobby', mac_address: null },
  notes: {
    create: 'What a registrar reports of it is not set here.',
    remove: 'Its extension stays.',
  },
})
