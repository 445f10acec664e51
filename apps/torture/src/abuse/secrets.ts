import { asOwner } from '@ringfence/db/testing/database'
import type { Ask } from './ledger'
import type { Body } from './operations'
import { bodyIn } from './references'
import type { World } from './world'

/** Of letters that no other text here has in this order. */
const canary = (what: string): string => `canary-${what}-9f3KqZw7`

/** What is sent in the fields of these names. */
export const SENT: Record<string, string> = {
  secret: canary('Secret'),
  password: canary('Password'),
  current_password: canary('Current'),
}
const SIGNING = `whsec_${Buffer.from(canary('Signing-of-a-webhook')).toString('base64')}`
const EXAMPLE_SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'

/** All that is sent. */
export const sentSecrets = [...Object.values(SENT), SIGNING]

/** The body of the example with secrets of ours in it, as it is and with something that is refused. */
export const withSecrets = (body: Body, world: World): string[] => {
  const text = bodyIn(body, world).replaceAll(EXAMPLE_SECRET, SENT.secret ?? '')
  if (!body.type.endsWith('json') || body.type.includes('ndjson')) return [text, `${text}\0`]
  const isWebhook = text.includes('"events"')
  const replaced = JSON.parse(text, (name, value) =>
    name in SENT && typeof value === 'string' ? (isWebhook ? SIGNING : SENT[name]) : value,
  )
  if (Array.isArray(replaced) || !isWebhook) return both(replaced)
  return both({ ...replaced, secret: SIGNING })
}

const both = (value: unknown): string[] => [
  JSON.stringify(value),
  JSON.stringify(value).replace(/"(?:name|status|label)":"/, '$&\\u0000'),
]

/** Secrets that the API made: what it shows this once, and some uses of them. */
export const mintedSecrets = async (ask: Ask, cookie: string, { ids }: World): Promise<string[]> => {
  const shown = async (path: string, json: object = {}): Promise<string> => {
    const headers = { 'idempotency-key': `canary-${path}` }
    const answer = await ask('POST', path, { cookie, json, headers })
    const { token, secret, url } = JSON.parse(answer?.text ?? '{}').data ?? {}
    const made = token ?? secret ?? String(url).split('/').at(-2)
    if (!made) throw new Error(`Nothing was shown at ${path}: ${answer?.status}`)
    return made
  }
  const link = await shown(`/api/devices/${ids.devices}/provisioning`)
  // Phones and searches have theirs in the address.
  await ask('GET', `/provision/${link}/001565abcdef.cfg`)
  await ask('GET', `/api/extensions?search=${SENT.secret}`, { cookie })
  return [
    link,
    await shown('/api/tokens', { name: 'canary', role: 'owner' }),
    await shown(`/api/extensions/${ids.extensions}/secret`),
    await shown(`/api/webhooks/${ids.webhooks}/secret`),
  ]
}

/** What is as good as a secret to a SIP server, and the hashes of passwords; each where it belongs. */
export const digestsIn = async (databaseUrl: string): Promise<string[]> => {
  const rows = await asOwner(
    databaseUrl,
    sql => sql<{ digest: string }[]>`
      select unnest(array[ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256]) as digest from extensions
      union all
      select password_hash from admins`,
  )
  return rows.map(({ digest }) => digest).filter(digest => digest.length > 20)
}

/** What of `secrets` a text holds, as it is, in base64 or in hexadecimal digits. */
export const held = (text: string, secrets: string[]): string[] =>
  secrets.filter(secret => {
    const bytes = Buffer.from(secret)
    return [secret, bytes.toString('hex'), bytes.toString('base64').slice(0, -4)].some(each => text.includes(each))
  })
