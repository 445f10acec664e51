import { type Static, Type } from '@sinclair/typebox'
import { count, input, record } from './fields'
import { text } from './text'

export const code = text({
  maxLength: 64,
  description: 'The six digits that the authenticator shows, or one of the recovery codes. Each works once.',
  example: '492039',
})

export const SecondFactor = record(
  {
    active: Type.Boolean({ description: 'Whether signing in takes a code.', example: true }),
    recovery_codes_left: count('How many recovery codes were not used yet.'),
    required: Type.Boolean({ description: 'Whether this server lets nobody in without one.', example: false }),
  },
  'The second factor of the admin who is signed in.',
)
export type SecondFactor = Static<typeof SecondFactor>

export const NewSecondFactor = record(
  {
    secret: text({
      maxLength: 64,
      description: 'To be typed into an authenticator.',
      example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    }),
    uri: text({
      maxLength: 1024,
      description: 'The same for a QR code.',
      example:
        'otpauth://totp/Ringfence:admin%40ringfence.example?issuer=Ringfence&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    }),
  },
  'What makes the codes. It is shown this once.',
)
export type NewSecondFactor = Static<typeof NewSecondFactor>

export const Confirmation = input({ code }, 'A code of the authenticator, which shows that it has the secret.')
export type Confirmation = Static<typeof Confirmation>

export const RecoveryCodes = record(
  {
    recovery_codes: Type.Array(text({ maxLength: 64, description: 'One of them.', example: 'T7vqPz3mXw8KdRy4HnJc' }), {
      description: 'Codes for who lost the authenticator, each for one time.',
      example: ['T7vqPz3mXw8KdRy4HnJc', 'b9FqKe6nYt3XhWz7MpRd'],
    }),
  },
  'What opens the account without the authenticator. They are shown this once.',
)
export type RecoveryCodes = Static<typeof RecoveryCodes>

export const Reauthentication = input(
  {
    password: text({ maxLength: 1024, description: 'The password.', example: 'the-password-of-the-first-start' }),
    code: Type.Optional({ ...code, description: `${code.description} Required with a second factor.` }),
  },
  'With what an admin shows again who he is.',
)
export type Reauthentication = Static<typeof Reauthentication>

/** Six digits are of an authenticator, everything else may be a recovery code. People put spaces into both. */
export const readCode = (typed: string): { digits: string } | { recoveryCode: string } => {
  const plain = typed.replaceAll(/\s/g, '')
  return /^[0-9]{6}$/.test(plain) ? { digits: plain } : { recoveryCode: plain }
}
