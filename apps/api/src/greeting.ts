import type { FirstAdmin } from './first-admin'

type Facts = { url: string; place: string; firstAdmin: FirstAdmin; adminEmail: string }

/** The block that ends a start: where things are, how to sign in, and a line to paste. */
export const greeting = ({ url, place, firstAdmin, adminEmail }: Facts): string => `
Ringfence is ready.

  API      ${url}/api
  Swagger  ${url}/swagger
  Data     ${place}
  Sign in  ${signIn(firstAdmin, adminEmail)}

  Try it   ${tryIt(url, firstAdmin, adminEmail)}

`

const signIn = (firstAdmin: FirstAdmin, adminEmail: string): string => {
  if (firstAdmin?.password)
    return `${firstAdmin.email} with the password ${firstAdmin.password} (made now, not shown again)`
  if (firstAdmin) return `${firstAdmin.email} with ADMIN_PASSWORD`
  return `with an admin's e-mail and password, as at the first start (lost? bun run password ${adminEmail})`
}

const tryIt = (url: string, firstAdmin: FirstAdmin, adminEmail: string): string => {
  if (!firstAdmin?.password) return `curl -s ${url}/readyz`
  const credentials = JSON.stringify({ email: adminEmail, password: firstAdmin.password })
  const jar = '"$(mktemp)"'
  return `J=${jar}; curl -sc "$J" -H 'content-type: application/json' -d ${quoted(credentials)} ${url}/api/admin/login && curl -sb "$J" '${url}/api/extensions?limit=3'`
}

/** For a shell: within single quotes nothing has a meaning but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
