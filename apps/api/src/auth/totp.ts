import { Secret, TOTP } from 'otpauth'

/*
 * Codes of RFC 6238 as every authenticator makes them: SHA-1, six digits, 30 seconds. All that the rest of the program knows of otpauth.
 */

const BYTES = 20
/** How many steps an authenticator's clock may be off. */
const WINDOW = 1

export const freshTotpSecret = (): string => new Secret({ size: BYTES }).base32

/** What a QR code for an authenticator holds. */
export const totpUri = (secret: string, email: string): string => totp(secret, email).toString()

/** The step, counted from 1970, whose code this is at that time, or undefined. */
export const stepOf = (secret: string, digits: string, milliseconds: number): number | undefined => {
  const late = totp(secret).validate({ token: digits, timestamp: milliseconds, window: WINDOW })
  return late === null ? undefined : TOTP.counter({ timestamp: milliseconds }) + late
}

const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Ringfence', label, algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) })
