import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { generateSecret } from '@ringfence/domain/secret'

/** Keys for SIP secrets at rest: 32 bytes each, by id (1 to 255); new secrets are sealed with the active one. */
export type KeyRing = { active: number; keys: ReadonlyMap<number, Buffer> }

export class KeyRingError extends Error {}

/** The key is there, and the value is not what it sealed for this place. */
export class AlteredSecretError extends KeyRingError {}

const MOST = 255

/** Reads `2:base64,1:base64`; the first key is active. Throws KeyRingError, which never holds a key. */
export const parseKeyRing = (text: string): KeyRing => {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(',')) {
    const match = /^\s*([1-9][0-9]{0,2}):([A-Za-z0-9+/]{43}=)\s*$/.exec(part)
    const id = Number(match?.[1])
    if (!match?.[2] || id > MOST || keys.has(id))
      throw new KeyRingError('must be a comma-separated list of <id from 1 to 255>:<32 bytes in base64>, each id once')
    keys.set(id, Buffer.from(match[2], 'base64'))
  }
  const [active] = keys.keys()
  if (active === undefined) throw new KeyRingError('must hold a key')
  return { active, keys }
}

export const generateKeyRing = (): string => `1:${randomBytes(32).toString('base64')}`

/** As `parseKeyRing` reads it. */
export const printKeyRing = ({ active, keys }: KeyRing): string =>
  [...keys]
    .sort(([a], [b]) => Number(b === active) - Number(a === active))
    .map(([id, key]) => `${id}:${key.toString('base64')}`)
    .join(',')

/** The ring with a new key, which is the active one. An id is used again only when all have been used. */
export const withNewKey = ({ keys }: KeyRing): KeyRing => {
  const next = Math.max(0, ...keys.keys()) + 1
  const active = next <= MOST ? next : Array.from({ length: MOST }, (_, index) => index + 1).find(id => !keys.has(id))
  if (active === undefined) throw new KeyRingError('the ring has every key that it can have')
  return { active, keys: new Map([[active, randomBytes(32)], ...keys]) }
}

/** The key that sealed a value. */
export const keyOf = (sealed: Uint8Array): number => sealed[1] ?? 0

const FORMAT = 1
const HEADER = 2
const IV = 12
const TAG = 16

/** AES-256-GCM: format ‖ key id ‖ iv 12 ‖ tag 16 ‖ ciphertext, with `bound` as associated data. */
export const seal = (ring: KeyRing, plain: string, bound: string): Buffer => {
  const key = ring.keys.get(ring.active)
  if (!key) throw new KeyRingError('the active key is missing')
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([FORMAT, ring.active]), iv, cipher.getAuthTag(), text])
}

/** Throws KeyRingError when the key is not in the ring, AlteredSecretError when the value was altered or bound to something else. */
export const open = (ring: KeyRing, sealed: Uint8Array, bound: string): string => {
  const bytes = Buffer.from(sealed)
  const key = bytes[0] === FORMAT ? ring.keys.get(keyOf(bytes)) : undefined
  if (!key) throw new KeyRingError('a stored secret was sealed with a key that is not in SECRETS_KEYS')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER, HEADER + IV))
      .setAAD(Buffer.from(bound))
      .setAuthTag(bytes.subarray(HEADER + IV, HEADER + IV + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(HEADER + IV + TAG)), decipher.final()]).toString('utf8')
  } catch {
    throw new AlteredSecretError('a stored secret does not open: it was altered, or moved from another row.')
  }
}

/** A new secret for a phone or an admin, of more than 128 bits. */
export const freshSecret = (): string => generateSecret(randomBytes)

/** What a SIP secret is bound to: copied to another extension's row it does not open. */
export const boundTo = (tenantId: string, extensionNumber: string): string => `${tenantId}|${extensionNumber}|secret`

/** What SIP servers know an extension by: `number@domain`, and HA1 of RFC 2617 and RFC 7616 in hex; the `b` forms are for phones that send `number@domain` as the user name. */
export type Digests = {
  sip_address: string
  ha1_md5: string
  ha1_sha256: string
  ha1b_md5: string
  ha1b_sha256: string
}

export const digests = (extensionNumber: string, domain: string, secret: string): Digests => {
  const plain = `${extensionNumber}:${domain}:${secret}`
  const qualified = `${extensionNumber}@${domain}:${domain}:${secret}`
  return {
    sip_address: `${extensionNumber}@${domain}`,
    ha1_md5: hash('md5', plain),
    ha1_sha256: hash('sha256', plain),
    ha1b_md5: hash('md5', qualified),
    ha1b_sha256: hash('sha256', qualified),
  }
}

const hash = (algorithm: 'md5' | 'sha256', text: string): string =>
  createHash(algorithm).update(text, 'utf8').digest('hex')
