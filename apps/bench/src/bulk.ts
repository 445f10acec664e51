import { cpuOf, cpuOfFamily, largestOfFamily, residentOf } from '@ringfence/rig/processes'
import type { Task } from './arguments'
import type { Facts } from './facts'
import type { Rig } from './rig'
import { createdRows } from './rows'
import { median } from './statistics'
import { row } from './table'

/** Times, and the most memory that was seen of the application and of a process of PostgreSQL beside what they share. */
type Taken = {
  seconds: number
  firstByteMilliseconds: number
  megabytes: number
  applicationCpu: number
  postgresCpu: number
  applicationMemory: number
  postgresMemory: number
}

const ROWS = 10_000

/** What takes seconds and is done one at a time, as a table: a file of 10,000 extensions in, the whole list out beside psql. */
export const measureBulk = async (
  rig: Rig,
  facts: Facts,
  { rounds: times }: Pick<Task, 'rounds'>,
  say: (text: string) => void,
  stopAt: AbortSignal,
): Promise<string> => {
  const list = `whole list of ${facts.extensions.toLocaleString('en')}`
  const cases: [name: string, work: () => Promise<Taken>, isOurs: boolean][] = [
    [`import of ${ROWS.toLocaleString('en')}`, () => importTaken(rig, facts), true],
    [
      list,
      () => taken(rig, () => fetch(`${rig.ringfence.url}/api/extensions`, { headers: { cookie: facts.cookie } })),
      true,
    ],
    [`${list}, psql`, () => taken(rig, async () => new Response(copied(rig))), false],
  ]
  const rounds = cases.map((): Taken[] => [])
  for (let round = 1; round <= times; round++)
    for (const [index, [name, work]] of cases.entries()) {
      stopAt.throwIfAborted()
      say(`${name}: round ${round} of ${times}`)
      rounds[index]?.push(await work())
    }
  const middle = (index: number, figure: keyof Taken) => median((rounds[index] ?? []).map(each => each[figure]))
  return [
    row([
      '',
      'seconds',
      'first byte ms',
      'MB/s',
      'CPU s application',
      'CPU s PostgreSQL',
      'MB application',
      'MB PostgreSQL process',
    ]),
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...cases.map(([name, , isOurs], index) =>
      row([
        name,
        middle(index, 'seconds').toFixed(2),
        middle(index, 'firstByteMilliseconds').toFixed(0),
        (middle(index, 'megabytes') / middle(index, 'seconds')).toFixed(1),
        isOurs ? (middle(index, 'applicationCpu') / 1000).toFixed(2) : '',
        (middle(index, 'postgresCpu') / 1000).toFixed(2),
        isOurs ? middle(index, 'applicationMemory').toFixed(0) : '',
        middle(index, 'postgresMemory').toFixed(0),
      ]),
    ),
  ].join('\n')
}

const LOOK_MILLISECONDS = 50

const taken = async ({ ringfence, postmasterPid }: Rig, ask: () => Promise<Response>): Promise<Taken> => {
  const memory = { application: 0, postgres: 0 }
  const looking = setInterval(() => {
    memory.application = Math.max(memory.application, residentOf(ringfence.pid))
    memory.postgres = Math.max(memory.postgres, largestOfFamily(postmasterPid))
  }, LOOK_MILLISECONDS)
  const before = { application: cpuOf(ringfence.pid), postgres: cpuOfFamily(postmasterPid), at: performance.now() }
  try {
    const answer = await ask()
    if (!answer.ok) throw new Error(`The answer was ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
    const { bytes, firstByteAt } = await drained(answer)
    return {
      seconds: (performance.now() - before.at) / 1000,
      firstByteMilliseconds: firstByteAt - before.at,
      megabytes: bytes / 1e6,
      applicationCpu: cpuOf(ringfence.pid) - before.application,
      postgresCpu: cpuOfFamily(postmasterPid) - before.postgres,
      applicationMemory: memory.application,
      postgresMemory: memory.postgres,
    }
  } finally {
    clearInterval(looking)
  }
}

const drained = async ({ body }: Response): Promise<{ bytes: number; firstByteAt: number }> => {
  let [bytes, firstByteAt] = [0, 0]
  for await (const chunk of body ?? []) {
    firstByteAt ||= performance.now()
    bytes += chunk.length
  }
  return { bytes, firstByteAt }
}

const importTaken = async (rig: Rig, facts: Facts): Promise<Taken> => {
  const { first, cleanUp } = await createdRows(rig.owner)
  try {
    return await taken(rig, () => importRows(rig, facts, first))
  } finally {
    await cleanUp()
    // Or the list that follows passes over all of them before its first row.
    await rig.owner`vacuum extensions`
  }
}

/** New extensions of one tenant, without secrets: the server makes them. */
const importRows = ({ ringfence }: Rig, facts: Facts, first: number): Promise<Response> => {
  const lines = Array.from({ length: ROWS }, (_, place) =>
    JSON.stringify({
      tenant_id: facts.tenants[0],
      extension_number: String(first + place),
      display_name: 'Imported',
      status: 'active',
    }),
  )
  return fetch(`${ringfence.url}/api/extensions/import?generate_secrets=true`, {
    method: 'POST',
    headers: { cookie: facts.cookie, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  })
}

/** The same JSON put together in the same way, by the program that does nothing else. */
const copied = ({ databaseUrl }: Rig): ReadableStream<Uint8Array> => {
  const query = `copy (
    select ${opened('e.record')} || ',"tenant":' || t.record || ',"devices":[' || array_to_string(array(
        select ${opened('d.record')} || ',"online":' || coalesce(d.registered_at is not null and d.expires_at > now(), false) || '}'
        from devices d where d.extension_id = e.id order by d.id
      ), ',') || ']}'
    from extensions e
    join tenants t on t.id = e.tenant_id
    order by e.created_at desc, e.id desc
  ) to stdout`
  return Bun.spawn(['psql', '--no-psqlrc', '--quiet', '--command', query, databaseUrl], {
    stdout: 'pipe',
    stderr: 'inherit',
  }).stdout
}

/** Without its last brace, as repositories cut it. */
const opened = (record: string): string =>
  `convert_from(substr(convert_to(${record}, 'UTF8'), 1, octet_length(${record}) - 1), 'UTF8')`
