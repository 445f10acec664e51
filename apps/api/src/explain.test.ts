import { expect, test } from 'bun:test'
import { explain } from './explain'

const UNDEFINED_OBJECT = '42704'
const ROLES = 'The roles ringfence_api and ringfence_sip are missing'

test.each([
  ['role "ringfence_api" does not exist', true],
  ['la rôle « ringfence_sip » n’existe pas', true],
  ['unrecognized configuration parameter "sslrootcert"', false],
  ['type "citext" does not exist', false],
])('%s: that our roles are missing is said of nothing else', (message, isRole) => {
  const said = explain(Object.assign(new Error(message), { code: UNDEFINED_OBJECT }))
  expect(said.startsWith(ROLES)).toBe(isRole)
  if (!isRole) expect(said).not.toContain(message)
})
