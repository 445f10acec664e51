import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { admit, type Errors } from './admit'
import { Extension, ExtensionInput } from './extension'
import { admitImportRow, type ImportRow } from './extension-import'
import { input, optional, record } from './fields'
import { text } from './text'

const LONGEST_RANGE = 1000

const { tenant_id, display_name, status, voicemail_enabled } = ExtensionInput.properties

const digits = (description: string, example: string) =>
  text({ maxLength: 20, pattern: '^[0-9]+$', description, example })

export const ExtensionRangeInput = input(
  {
    tenant_id,
    from: digits('The first number. Zeros that it begins with are kept.', '7100'),
    to: digits(`The last number, at most ${LONGEST_RANGE} in all.`, '7109'),
    display_name: {
      ...display_name,
      description: 'With `{number}` where the number is to stand.',
      example: 'Desk {number}',
    },
    email: optional(
      text({
        maxLength: 255,
        description: 'The same, where voicemail is sent to.',
        example: 'desk{number}@acme.example',
      }),
    ),
    status,
    voicemail_enabled,
  },
  'Extensions of consecutive numbers.',
)
export type ExtensionRangeInput = Static<typeof ExtensionRangeInput>

const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'
const extension = Object.fromEntries(
  Object.entries<TSchema>(Extension.properties).map(([name, { example }]) => [name, example]),
)

export const ExtensionRange = record(
  {
    extensions: Type.Array(Extension, { description: 'The new extensions, by number.', example: [extension] }),
    secrets: Type.Array(
      record(
        {
          extension_number: Extension.properties.extension_number,
          secret: Type.String({ description: 'The SIP password in clear.', example: SECRET }),
        },
        'The secret of one of them.',
      ),
      {
        description: 'Their secrets, this once.',
        example: [{ extension_number: '1001', secret: SECRET }],
      },
    ),
  },
  'A range of new extensions.',
)

/** The rows that create the range. Throws Invalid, also for names that become too long. */
export const admitExtensionRange = (sent: unknown): ImportRow[] => {
  const { from, to, ...fields } = admit(ExtensionRangeInput, sent, rangePolicy)
  return numbers(from, to).map((number, index) =>
    admitImportRow(index + 1, {
      ...fields,
      action: 'create',
      extension_number: number,
      display_name: fields.display_name.replaceAll('{number}', number),
      email: fields.email?.replaceAll('{number}', number) ?? null,
    }),
  )
}

const rangePolicy = ({ from, to }: Partial<ExtensionRangeInput>): Errors => {
  const fault = from === undefined || to === undefined ? undefined : faultOf(from, to)
  return fault ? { to: [fault] } : {}
}

const faultOf = (from: string, to: string): string | undefined => {
  const steps = BigInt(to) - BigInt(from)
  if (steps < 0n) return 'The to must not be less than the from.'
  if (steps >= BigInt(LONGEST_RANGE)) return `The to must be at most ${LONGEST_RANGE} numbers from the from.`
  return wide(BigInt(to), from) === to ? undefined : 'The to must have as many digits as the from.'
}

const numbers = (from: string, to: string): string[] =>
  Array.from({ length: Number(BigInt(to) - BigInt(from)) + 1 }, (_, step) => wide(BigInt(from) + BigInt(step), from))

const wide = (number: bigint, { length }: string): string => String(number).padStart(length, '0')
