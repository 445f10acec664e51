import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@ringfence/db/embedded/launch'
import { asOwner } from '@ringfence/db/testing/database'
import { rowsOf, tablesOf } from '../abuse/contents'
import { type Ledger, openLedger } from '../abuse/ledger'
import { address, operations } from '../abuse/operations'
import { spanOf, valuesOf } from '../abuse/references'
import { digestsIn, held, mintedSecrets, sentSecrets, withSecrets } from '../abuse/secrets'
import { makeWorld, PASSWORD, type World } from '../abuse/world'
import type { Case } from '../case'

/** Answers that are there to show a secret. */
const SHOWING = [
  'createWebhook',
  'createExtensionRange',
  'importExtensions',
  'revealExtensionSecret',
  'showDigest',
  'fetchPhoneConfiguration',
]
/** Where digests belong. */
const OF_DIGESTS = ['admins', 'extensions', 'deleted_extensions']

export const canary: Case = {
  name: 'canary',
  claim:
    'No secret, password, session, token or digest gets into an answer, a log, the audit trail, a table or any file of PostgreSQL.',
  short: false,
  seconds: 120,
  async run({ api, place, say }) {
    const home = join(place.directory, 'data')
    await mkdir(home)
    const port = await freePort()
    const program = await api({
      DATA_DIR: home,
      LOG_LEVEL: 'debug',
      WEBHOOK_PRIVATE_TARGETS: '1',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    })
    const databaseUrl = await ownerUrlIn(home)
    const ledger = openLedger(program.url)
    const { ask, note, tally } = ledger
    const cookie = await program.signIn()
    const world = await makeWorld(ask, cookie, 'okapi')
    const secrets = [...sentSecrets, PASSWORD, cookie.split('=')[1] ?? '', ...(await mintedSecrets(ask, cookie, world))]
    const answers = await live(ledger, world, cookie)
    const digests = await digestsIn(databaseUrl)
    for (const [operation, text] of answers)
      if (!SHOWING.includes(operation) && held(text, [...secrets, ...digests]).length > 0)
        note(`${operation} shows a secret.`)
    if (held(await program.printed(), [...secrets, ...digests]).length > 0) note('A line of the log shows a secret.')
    for (const table of await tablesOf(databaseUrl)) {
      const contents = (await rowsOf(databaseUrl, table)).join('\n')
      const shown = held(contents, OF_DIGESTS.includes(table) ? secrets : [...secrets, ...digests])
      if (shown.length > 0) note(`Rows of ${table} show a secret.`)
    }
    await asOwner(databaseUrl, sql => sql`checkpoint`)
    const files = await filesIn(join(home, 'postgres'))
    for (const path of files) {
      const bytes = await readFile(path)
      const shown = (path.endsWith('.log') ? [...secrets, ...digests] : secrets).filter(secret =>
        bytes.includes(secret),
      )
      if (shown.length > 0) note(`${path.slice(home.length)} shows a secret.`)
    }
    say(
      `${secrets.length} secrets and ${digests.length} digests in ${answers.length} answers and ${files.length} files`,
    )
    return tally
  },
}

/** Every operation with secrets of ours in what is sent, and what each answered, with its headers. */
const live = async ({ ask }: Ledger, world: World, cookie: string): Promise<[string, string][]> => {
  const answers: [string, string][] = []
  // What ends the session or the records comes last.
  const order = operations.toSorted((one, other) => rank(one.method, one.id) - rank(other.method, other.id))
  for (const operation of order) {
    const path = address(operation.path, valuesOf(operation, world), spanOf(operation))
    const sendings = operation.bodies.flatMap(body =>
      withSecrets(body, world).map(text => ({ body: text, headers: { 'content-type': body.type } })),
    )
    for (const sent of sendings.length > 0 ? sendings : [{}]) {
      const answer = await ask(operation.method, path, { ...sent, ...(operation.caller !== 'anyone' && { cookie }) })
      answers.push([operation.id, `${answer?.text}${JSON.stringify([...(answer?.headers ?? [])])}`])
    }
  }
  return answers
}

const rank = (method: string, id: string): number =>
  id === 'logout' || id === 'deleteSessions' ? 3 : method === 'DELETE' ? 2 : 1

/** As the owner of the tables, by what an embedded PostgreSQL leaves for its own next start. */
const ownerUrlIn = async (home: string): Promise<string> => {
  const text = await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8')
  const password = await readFile(join(home, 'postgres/password'), 'utf8')
  return `postgres://ringfence:${password.trim()}@127.0.0.1:${text.split('\n')[3]}/ringfence`
}

const filesIn = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && !entry.parentPath.includes('/native'))
    .map(({ parentPath, name }) => join(parentPath, name))
}
