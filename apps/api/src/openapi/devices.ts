import { Device, DeviceInput } from '@ringfence/domain/device'
import { DeviceListQuery } from '@ringfence/domain/list'
import { admitProvisioning, ProvisioningInput, ProvisioningLink } from '@ringfence/domain/provisioning'
import { DeviceRow } from '@ringfence/domain/relations'
import type { DocumentDecoration } from 'elysia'
import { JSON_TYPE } from '../http/body'
import { exampleOf } from './example'
import { failures, invalid } from './failures'
import { idempotencyParameter, idParameter, success } from './parts'
import { EVERYWHERE, resourceDocs, WITH_BODY } from './resource'
import { reference } from './schemas'

const endRegistration: DocumentDecoration = {
  operationId: 'endDeviceRegistration',
  summary: 'Throw a device off its registrar',
  description:
    'It is offline from then on, and gets no calls until it registers again, which it may. Kamailio, Asterisk and OpenSIPS forget it in the same statement; FreeSWITCH, which keeps registrations to itself, does not.',
  parameters: [idParameter('device')],
  responses: {
    200: success('It is thrown off.', 'Device registration deleted successfully.'),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound'),
  },
}

const provision: DocumentDecoration = {
  operationId: 'provisionDevice',
  summary: 'Make a link by which a phone fetches its configuration',
  description:
    'The link is shown this once. The phone needs nothing else to fetch its account, SIP secret included, and that once. The device must have a MAC address, and its extension must be one that may register. Links begin with `PUBLIC_URL`; a server without one makes none (422). An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).',
  parameters: [idParameter('device'), idempotencyParameter],
  requestBody: {
    required: true,
    content: { [JSON_TYPE]: { schema: reference(ProvisioningInput), example: exampleOf(ProvisioningInput) } },
  },
  responses: {
    201: success('The new link.', 'Provisioning link created successfully.', {
      schema: reference(ProvisioningLink),
      example: exampleOf(ProvisioningLink),
    }),
    ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden', 'NotFound', 'KeyReused'),
    ...invalid(() => admitProvisioning({ valid_minutes: 0 })),
  },
}

export const deviceDocs = {
  ...resourceDocs({
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
  }),
  endRegistration,
  provision,
}
