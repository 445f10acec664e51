import { openDatabase } from '@ringfence/db/database'
import { openStore } from '@ringfence/db/store'
import type { Env } from './env'
import { greeting } from './greeting'
import { localUrl } from './http/origins'
import type { Log } from './log'
import { openMetricsListener } from './metrics/listener'
import { storedNow } from './metrics/stored'
import { addressOf, keepHouseHourly, prepare } from './preparation'
import { openService } from './service'

export type Running = {
  /** Finishes what is in flight; false when that took longer than it may. */
  stop(): Promise<boolean>
  /** Only with several workers: ends them at once, replaces them one by one, and rejects with StartError when one cannot be replaced. */
  abort?(): void
  restart?(): Promise<void>
  failed?: Promise<never>
}

/**
 * From nothing to serving: database, listener, schema, first admin, demo data, and the block that says where everything is. It
 * listens before the database is ready, so that whoever comes early is told to come back instead of being refused.
 */
export const start = async (env: Env, log: Log): Promise<Running> => {
  const store = await openStore(env)
  const address = addressOf(env, store)
  const db = openDatabase(address, store.keys, { size: env.POOL_SIZE })
  const service = await openService(env, db, log, { isShared: false })
  const listener = openMetricsListener(env, log, () => Promise.all([service.counted(), storedNow(address, db.pool)]))
  const firstAdmin = await prepare(env, { store, db, passwords: service.passwords, log })
  const endHousekeeping = keepHouseHourly(env, db, log)
  service.enter('serving')

  const url = env.PUBLIC_URL ?? localUrl(env.HOST, service.port)
  process.stdout.write(greeting({ url, place: store.place, firstAdmin, adminEmail: env.ADMIN_EMAIL }))
  return {
    async stop() {
      endHousekeeping()
      service.enter('draining')
      const drained = await service.drain()
      listener?.stop()
      await db.pool.end()
      await store.close()
      return drained
    },
  }
}
