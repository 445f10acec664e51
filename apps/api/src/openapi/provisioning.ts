import { configuration } from '@ringfence/domain/phone-configuration'
import type { DocumentDecoration } from 'elysia'
import { failures } from './failures'
import { headers } from './headers'

const parameter = (name: string, description: string, example: string) => ({
  name,
  in: 'path' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
  example,
})

const phone = {
  mac: '00:15:65:ab:cd:ef',
  number: '1001',
  displayName: 'Reception',
  domain: 'acme.sip.example',
  secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
  proxy: null,
  transport: 'udp' as const,
}

const file = (vendor: 'yealink' | 'snom') => {
  const { text } = configuration(vendor, phone)
  return { schema: { type: 'string' as const }, example: text }
}

export const provisioningDocs = {
  fetch: {
    operationId: 'fetchPhoneConfiguration',
    summary: 'Fetch the configuration of a phone',
    description:
      'For the phone itself, by a link of `POST /api/devices/{id}/provisioning`. Yealink, Grandstream, Poly and Snom ask for files of their own names, of which those with the MAC address in the name and the account inside are given once; whoever fetched one may do so again, from the same address and within two minutes. Each fetch is in the audit trail.',
    security: [],
    parameters: [
      parameter('token', 'What stands in the link.', 'b7KqzM3nWx9TfYc2HvRjDp8LsGa6EuZk4BtN'),
      parameter('file', 'The file, with the MAC address of the device where phones put it.', '001565abcdef.cfg'),
    ],
    responses: {
      200: {
        description: 'The file.',
        headers: headers(),
        content: { 'text/plain': file('yealink'), 'text/xml': file('snom') },
      },
      ...failures('NotFound', 'Throttled', 'OurFault', 'Unavailable'),
    },
  },
} satisfies Record<string, DocumentDecoration>
