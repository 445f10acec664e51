/** Says what is wrong with a SIP secret that anyone would try first; undefined when nothing is. */
export const weakSecret = (secret: string, extensionNumber?: string): string | undefined =>
  secret === extensionNumber || USUAL.has(secret.toLowerCase()) ? 'The secret is too easy to guess.' : undefined

/**
 * A secret of 24 letters and digits, 138 bits, or of as many as `length` says, none of them looking like another: phones have small
 * displays and worse keypads. `randomBytes` must be a cryptographic source.
 */
export const generateSecret = (randomBytes: (count: number) => Uint8Array, length = LENGTH): string => {
  let secret = ''
  while (secret.length < length)
    for (const byte of randomBytes(length))
      if (byte < UNBIASED && secret.length < length) secret += LETTERS.charAt(byte % LETTERS.length)
  return secret
}

const LENGTH = 24
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

// Bytes from here on would make the first letters likelier than the last ones.
const UNBIASED = 256 - (256 % LETTERS.length)

const USUAL = new Set(
  `0000 00000 000000 00000000 1111 11111 111111 11111111 1212 121212 1234 12345 123456 1234567 12345678 123456789 1234567890
   123123 123321 123abc 1q2w3e 1q2w3e4r 1qaz2wsx 2222 3333 4321 54321 654321 4444 5555 6666 666666 7777 777777 8888 888888 9876
   987654321 9999 999999 abc123 abcd1234 admin admin123 admin1234 administrator asterisk changeme changeit cisco default demo
   dragon elastix extension fax fpbx freepbx freeswitch fusionpbx grandstream guest iloveyou issabel kamailio letmein master
   monkey office opensips p@ssw0rd pa55word pass pass123 pass1234 passw0rd password password1 password123 pbx phone polycom
   qwerty qwerty123 qwertyuiop root secret secret123 sip snom sunshine supersecret support test test123 test1234 trixbox trunk
   user voip voip123 welcome welcome1 yealink`.split(/\s+/),
)
