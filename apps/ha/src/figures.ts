import { asOwner } from '@ringfence/db/testing/database'
import { type Rig, startRig } from './rig'
import { findTools, HOW_TO_INSTALL } from './tools'
import { whileBothWrite } from './writing'

/*
 * What it costs that a commit waits for a standby: writes a second through both instances, with that and without, in turns.
 */

const SECONDS = 8
const ROUNDS = 3

const waitForStandby = async (rig: Rig, wait: boolean): Promise<void> => {
  await asOwner(rig.urlAt(), sql =>
    wait
      ? sql`alter database ringfence set synchronous_commit = 'on'`
      : sql`alter database ringfence set synchronous_commit = 'local'`,
  )
  // It holds from the next login on.
  await asOwner(
    rig.urlAt(),
    sql => sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )
}

const tools = findTools()
if (!tools) throw new Error(HOW_TO_INSTALL)
const rig = await startRig(tools)
try {
  for (let round = 0; round < ROUNDS; round++)
    for (const wait of [true, false]) {
      await waitForStandby(rig, wait)
      const seen = await whileBothWrite(rig, () => Bun.sleep(SECONDS * 1000))
      const written = seen.reduce((sum, { tally }) => sum + tally.acknowledged.size, 0)
      console.log(`${wait ? 'standby and disk' : 'disk alone'}: ${Math.round(written / SECONDS)} creates/s`)
    }
} finally {
  await rig.stop()
}
