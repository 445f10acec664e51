import { type Static, Type } from '@sinclair/typebox'
import { admit, admitChange, type Errors } from './admit'
import { input, optional, record, recordId, reference, stamps } from './fields'
import { weakSecret } from './secret'
import { text } from './text'

const fields = {
  tenant_id: reference('tenant'),
  extension_number: text({
    maxLength: 20,
    pattern: '^[0-9*#+]+$',
    description: 'What is dialled: digits, *, # and +. Unique within its tenant.',
    example: '1001',
  }),
  display_name: text({ maxLength: 255, description: 'The name that a called phone shows.', example: 'Reception' }),
  email: optional(
    text({
      maxLength: 255,
      format: 'email',
      description: 'Where voicemail is sent to.',
      example: 'reception@acme.example',
    }),
  ),
  status: text({
    maxLength: 50,
    description: '`active` may register and call; every other value may not.',
    example: 'active',
  }),
  voicemail_enabled: Type.Boolean({
    default: false,
    description: 'Whether unanswered calls go to voicemail.',
    example: true,
  }),
}

const secret = text({
  maxLength: 255,
  description: 'The SIP password. Write-only; neither the extension number nor one of the usual passwords.',
  example: 'T7vqPz3mXw8KdRy4HnJc2bFs',
})

export const ExtensionInput = input({ ...fields, secret }, 'An extension to create, or all of its fields to replace.')
export type ExtensionInput = Static<typeof ExtensionInput>

export const Extension = record({ id: recordId, ...fields, ...stamps }, 'An extension. Its secret is never part of it.')
export type Extension = Static<typeof Extension>

/** Throws Invalid, also for a secret that anyone would guess. */
export const admitExtension = (input: unknown): ExtensionInput => admit(ExtensionInput, input, secretPolicy)

/** Throws Invalid. A secret named without its number is judged by itself. */
export const admitExtensionChange = (input: unknown): Partial<ExtensionInput> =>
  admitChange(ExtensionInput, input, secretPolicy)

/** Says what is wrong with a secret that anyone would guess; without its number it is judged by itself. */
export const secretPolicy = ({
  secret,
  extension_number,
}: Partial<Pick<ExtensionInput, 'secret' | 'extension_number'>>): Errors => {
  const fault = secret === undefined ? undefined : weakSecret(secret, extension_number)
  return fault ? { secret: [fault] } : {}
}
