import { type Static, Type } from '@sinclair/typebox'
import { admit } from './admit'
import { isBeyond } from './call-times'
import { GREATEST_INTEGER, input, integer, optional, reference } from './fields'
import { REQUIRED, text } from './text'

const seconds = (description: string) =>
  integer({ minimum: 0, maximum: GREATEST_INTEGER, default: 0, description, example: 63 })

const number = (description: string, example: string) => text({ maxLength: 255, description, example })

export const ToldCall = input(
  {
    tenant_id: optional(reference('tenant')),
    domain: optional(
      text({
        maxLength: 255,
        format: 'hostname',
        description: 'The domain of the tenant, for who does not know its id.',
        example: 'acme.sip.example',
      }),
    ),
    extension_id: optional(reference('extension of the tenant, which called; a call from outside has none')),
    caller_number: number('Who called; 50 characters of it are kept.', '1001'),
    destination_number: number('Who was called; 50 characters of it are kept.', '1002'),
    code: integer({
      minimum: 200,
      maximum: 699,
      description:
        'The last answer of SIP: 2xx is answered, 486 and 600 busy, 404, 408, 480 and 487 no_answer, others failed.',
      example: 200,
    }),
    started_at: text({
      maxLength: 35,
      format: 'date-time',
      description: 'When it began, ISO 8601 with Z or an offset.',
      example: '2024-11-23T21:00:00Z',
    }),
    duration_seconds: seconds('From the INVITE to the end.'),
    bill_seconds: seconds('From the answer to the end.'),
    // A phone makes these two up, and must not have its call left out by making them odd.
    call_id: Type.String({
      minLength: 1,
      maxLength: 65_535,
      description: 'The Call-ID: told again, the call is stored once.',
      example: 'a84b4c76e66710',
    }),
    from_tag: optional(
      Type.String({
        maxLength: 65_535,
        description: 'The tag in From, by which calls of one Call-ID are told apart.',
        example: '9fxced76sl',
      }),
    ),
    invite_id: optional(
      Type.String({
        maxLength: 255,
        description:
          'What the SIP server calls the INVITE, and no phone can choose: without it, a second call of the same Call-ID and tag is the first one told again.',
        example: '1732377099-24232-6',
      }),
    ),
  },
  'A call that a SIP server tells of.',
)
export type ToldCall = Static<typeof ToldCall>

/** Throws Invalid, also for a call that ends a day from now or later. */
export const admitToldCall = (body: unknown, now: Date): ToldCall =>
  admit(ToldCall, body, ({ tenant_id, domain, started_at, duration_seconds = 0 }) => ({
    ...(!tenant_id && !domain && { tenant_id: [REQUIRED.replace(':attribute', 'tenant id')] }),
    ...(started_at &&
      isBeyond(Date.parse(started_at) + duration_seconds * 1000, now) && {
        started_at: ['The started at must be a date before tomorrow.'],
      }),
  }))
