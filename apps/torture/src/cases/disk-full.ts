import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from '@ringfence/db/alive'
import { asOwner } from '@ringfence/db/testing/database'
import { embeddedIn } from '@ringfence/db/testing/embedded'
import { until } from '@ringfence/db/testing/until'
import { type Api, CannotRun, type Case, type Ground, type Tally } from '../case'
import { openTrial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

const DISK_MEGABYTES = 192
const WAL = '-c max_wal_size=32MB -c min_wal_size=32MB'

export const diskFull: Case = {
  name: 'disk-full',
  claim:
    'While the disk of PostgreSQL has no room, writes are answered 503 and reads go on; all goes on by itself when there is room.',
  short: true,
  seconds: 60,
  async run(ground) {
    const disk = mounted(ground)
    const cluster = await ground.cluster({ disk, settings: WAL })
    const program = await ground.api({ DATABASE_URL: cluster.url })
    const trial = await openTrial(ground, program, cluster.url)
    let reads: number[] = []
    const written = await trial.write(async written => {
      await moreWritten(written)
      const ballast = filled(disk)
      // The pages that tables have take a few more rows.
      await moreRefused(written, 40)
      reads = await Promise.all(Array.from({ length: 20 }, () => statusOfList(program, trial.target().cookie)))
      rmSync(ballast)
      await moreWritten(written)
    })
    return withReads(await trial.reckon(written), reads)
  },
}

export const walFull: Case = {
  name: 'wal-full',
  claim:
    'The embedded PostgreSQL that ended because its log found no room costs 503, comes back by itself once there is room, and has all that was acknowledged.',
  short: false,
  seconds: 60,
  async run(ground) {
    const directory = join(mounted(ground), 'data')
    const program = await ground.api({ DATA_DIR: directory })
    const { pid, url } = embeddedIn(directory)
    const trial = await openTrial(ground, program, url)
    const written = await trial.write(async written => {
      await moreWritten(written)
      const ballast = filled(directory)
      const logging = logged(url)
      await until('PostgreSQL ends', () => !isAlive(pid), 30)
      await logging
      await moreRefused(written)
      rmSync(ballast)
      await moreWritten(written)
    })
    return trial.reckon(written)
  },
}

/** A small disk of its own, gone with the case. */
const mounted = ({ place }: Ground): string => {
  const disk = join(place.directory, 'disk')
  mkdirSync(disk)
  if (process.getuid?.() !== 0) throw new CannotRun('It needs a small disk, which only root may mount: run it as root.')
  const { success } = Bun.spawnSync(['mount', '-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', disk])
  if (!success) throw new CannotRun('It needs a small disk, and a tmpfs cannot be mounted here: run it where one can.')
  // A server that was told to stop may still be at it.
  place.keep(() => until('the disk is free', () => Bun.spawnSync(['umount', disk]).success, 20))
  return disk
}

/** The name of the file that takes up all that was left. */
const filled = (disk: string): string => {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(64 * 1024)
  try {
    for (;;) writeSync(file, block)
  } catch {
    return path
  } finally {
    closeSync(file)
  }
}

/** Fills the log with messages until the server goes. */
const logged = async (url: string): Promise<void> => {
  const isWritten = () =>
    asOwner(url, sql => sql`select pg_logical_emit_message(false, 'torture', repeat('x', 4000000))`).then(
      () => true,
      () => false,
    )
  while (await isWritten());
}

const statusOfList = async ({ url }: Api, cookie: string): Promise<number> => {
  const answer = await fetch(`${url}/api/extensions?limit=10`, { headers: { cookie } })
  await answer.arrayBuffer()
  return answer.status
}

const withReads = (tally: Tally, reads: number[]): Tally => {
  const failed = reads.filter(status => status !== 200)
  const unexpected = failed.length > 0 ? [`Of ${reads.length} reads, ${failed.length} were answered ${failed[0]}.`] : []
  return { ...tally, tried: tally.tried + reads.length, unexpected: [...tally.unexpected, ...unexpected] }
}
