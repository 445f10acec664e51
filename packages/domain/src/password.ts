import type { Errors } from './admit'
import { text } from './text'

const LEAST_CHARACTERS = 12
const LEAST_DIFFERENT = 5

/** A password of an admin, to be judged by `passwordFaults` too. */
export const password = text({
  maxLength: 1024,
  description: `Write-only. At least ${LEAST_CHARACTERS} characters; neither the e-mail address nor one of the usual passwords.`,
  example: 'correct horse battery staple',
})

/** What is wrong with an admin's password, if anything. */
export const passwordFaults = (password: string | undefined, email?: string): Errors => {
  if (password === undefined) return {}
  const characters = [...password]
  if (characters.length < LEAST_CHARACTERS)
    return { password: [`The password must be at least ${LEAST_CHARACTERS} characters.`] }
  const plain = password.normalize('NFKC').trim().toLowerCase()
  const isUsual =
    new Set(characters).size < LEAST_DIFFERENT || USUAL.has(plain) || plain === email?.trim().toLowerCase()
  return isUsual ? { password: ['The password is too easy to guess.'] } : {}
}

const USUAL = new Set(
  `012345678910 0123456789012 123123123123 1234567890-= 123456789012 1234567890123 123456789abc 1234567890qwerty 1234qwerasdf
   1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc abcdefghijkl abcdefghijklm abcdefghijklmnop admin1234567
   admin12345678 adminadminadmin administrator administrator1 asdfghjkl123 changeme1234 changemechangeme changemenow1
   correcthorsebatterystaple freeswitch123 iloveyou1234 letmein12345 letmeinletmein p@ssw0rd1234 p@ssword1234 passw0rd1234
   password1234 password12345 password123456 password@123 password_123 passwordpassword qazwsxedcrfv qwerty123456 qwerty1234567
   qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf ringfence123 ringfence1234 ringfenceringfence secret123456
   secretsecret superadmin123 supersecret1 testtesttest trustno1trustno1 welcome12345 welcome123456 welcomewelcome zaq12wsxcde3
   zxcvbnm12345`.split(/\s+/),
)
