import { type Static, Type } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { input, nullable, optional, record, recordId, reference, stamps, timestamp } from './fields'
import { text } from './text'

const fields = {
  extension_id: reference('extension'),
  label: text({ maxLength: 255, description: 'What people call the device.', example: 'Front desk' }),
  mac_address: optional(
    text({
      maxLength: 17,
      format: 'mac-address',
      description: 'Taken in any usual spelling, stored as aa:bb:cc:dd:ee:ff.',
      example: '00:15:65:ab:cd:ef',
    }),
  ),
  vendor: optional(text({ maxLength: 255, description: 'Who made it.', example: 'Yealink' })),
  model: optional(text({ maxLength: 255, description: 'What it is.', example: 'T54W' })),
}

export const DeviceInput = input(fields, 'A device to create, or all of its fields to replace.')
export type DeviceInput = Static<typeof DeviceInput>

const reported = (description: string, example: string) => nullable(Type.String({ description, example }))

const registration = {
  user_agent: reported('The software that registered.', 'Yealink SIP-T54W 96.86.0.20'),
  contact: reported('Where calls are sent to.', 'sip:1001@192.0.2.10:5060'),
  transport: reported('udp, tcp, tls or ws.', 'udp'),
  received_from: reported('The address that the registration came from.', '203.0.113.7:5060'),
  registered_at: nullable(timestamp('When it registered last.')),
  expires_at: nullable(timestamp('Until when the registration holds.')),
  online: Type.Boolean({ description: 'Registered and not expired.', example: true }),
}

export const Device = record(
  { id: recordId, ...fields, ...registration, ...stamps },
  'A phone, with what the registrar reports of it.',
)
export type Device = Static<typeof Device>

/** Throws Invalid. */
export const admitDevice = (body: unknown): DeviceInput => admit(DeviceInput, body)

/** Throws Invalid. */
export const admitDeviceChange = (body: unknown): Partial<DeviceInput> => admitChange(DeviceInput, body)
