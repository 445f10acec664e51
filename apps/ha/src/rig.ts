import { generateKeyRing } from '@ringfence/db/secrets'
import { openPlace } from '@ringfence/rig/place'
import { makeTenant } from '@ringfence/rig/writers'
import { type Cluster, startCluster } from './cluster'
import { startHaproxy } from './haproxy'
import { type Instance, makeToken, signIn, startInstance } from './instance'
import type { Tools } from './tools'

/** A cluster with two instances of the API on it, and what a client got before anything went wrong. */
export type Rig = Cluster & {
  /** One finds the primary by itself, the other is led there by HAProxy. */
  instances: [Instance, Instance]
  /** Made at the first instance, as headers. */
  session: { cookie: string }
  token: { authorization: string }
  tenantId: number
  stop(): Promise<void>
}

export const startRig = async (tools: Tools): Promise<Rig> => {
  const place = openPlace('ringfence-ha-')
  try {
    const cluster = await startCluster(place, tools)
    const keys = generateKeyRing()
    const start = (name: string, databaseUrl: string) => startInstance(place, name, { databaseUrl, keys })
    const several = await start('several servers', cluster.urlAt())
    const port = await startHaproxy(place, tools, cluster.nodes)
    const led = await start('HAProxy', cluster.urlAt(`127.0.0.1:${port}`))
    const cookie = await signIn(several)
    return {
      ...cluster,
      instances: [several, led],
      session: { cookie },
      token: { authorization: await makeToken(several, cookie) },
      tenantId: await makeTenant(cluster.urlAt()),
      stop: place.stop,
    }
  } catch (error) {
    await place.stop()
    throw error
  }
}
