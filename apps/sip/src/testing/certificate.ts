import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certificate of 127.0.0.1 that nobody but a test trusts. It protects nothing. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBojCCAUegAwIBAgIUS+/iy6CWLg7DDFxAMr1+E8T4KTUwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLc2lwLmV4YW1wbGUwIBcNMjYxMTI4MDI1NTU3WhgPMjEyNjEx
MDQwMjU1NTdaMBYxFDASBgNVBAMMC3NpcC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEv7qvFQbZGYDG+coMb7O4pYzM0tJgJuM+O4e5+ILKxprpU5v/
K05xjsnumpO6iUVM5gOSgdj9/+DUzFw2b04Il6NxMG8wHQYDVR0OBBYEFNiTZgtt
W/UiIRR+LKnLyutdsl9zMB8GA1UdIwQYMBaAFNiTZgttW/UiIRR+LKnLyutdsl9z
MA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4ILc2lwLmV4YW1wbGWHBH8AAAEw
CgYIKoZIzj0EAwIDSQAwRgIhALKBmQRAEzta43OAF1iHOLuiWwS01Z8oQC5Y5Bk+
s7uyAiEAglJlTIfvt8dctMau6160YZ2M268P7sUPGa3PQBHnXDI=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTkw8Awc+JzhyP+ec
EBcmlIbJuABQzuZadcVyMJjlqFuhRANCAAS/uq8VBtkZgMb5ygxvs7iljMzS0mAm
4z47h7n4gsrGmulTm/8rTnGOye6ak7qJRUzmA5KB2P3/4NTMXDZvTgiX
-----END PRIVATE KEY-----
`,
}

/** The same as files in `directory`. */
export const certificateFiles = (directory: string): { certificate: string; key: string } => {
  const files = { certificate: join(directory, 'certificate.pem'), key: join(directory, 'key.pem') }
  writeFileSync(files.certificate, certificate.cert)
  writeFileSync(files.key, certificate.key, { mode: 0o600 })
  return files
}
