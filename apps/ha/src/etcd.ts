import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch } from '@ringfence/rig/program'
import { newPort } from './ports'
import { filledIn } from './settings'
import type { Tools } from './tools'

/** Three members of etcd; resolves to the addresses that Patroni asks. They end with the place. */
export const startEtcd = async (place: Place, tools: Tools): Promise<string[]> => {
  const members = await Promise.all(
    [1, 2, 3].map(async number => ({
      name: `node${number}`,
      client: `127.0.0.1:${await newPort()}`,
      peer: `127.0.0.1:${await newPort()}`,
    })),
  )
  const cluster = members.map(({ name, peer }) => `${name}=http://${peer}`).join()
  for (const { name, client, peer } of members) {
    const directory = join(place.directory, `etcd-${name}`)
    mkdirSync(directory, { mode: 0o700 })
    const env = filledIn('etcd.env.example', {
      ETCD_NAME: name,
      ETCD_DATA_DIR: directory,
      ETCD_LISTEN_CLIENT_URLS: `http://${client}`,
      ETCD_ADVERTISE_CLIENT_URLS: `http://${client}`,
      ETCD_LISTEN_PEER_URLS: `http://${peer}`,
      ETCD_INITIAL_ADVERTISE_PEER_URLS: `http://${peer}`,
      ETCD_INITIAL_CLUSTER: cluster,
      ETCD_INITIAL_CLUSTER_TOKEN: 'ringfence',
      ETCD_INITIAL_CLUSTER_STATE: 'new',
      ETCD_ENABLE_V2: 'true',
    })
    launch(place, `etcd-${name}`, [tools.etcd], { env: { ...tools.env, ...env } })
  }
  return members.map(({ client }) => client)
}
