import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch } from '@ringfence/rig/program'
import type { Node } from './node'
import { newPort } from './ports'
import { filledIn, INFRA } from './settings'
import type { Tools } from './tools'

/** HAProxy before the nodes; resolves to its port. It ends with the place. */
export const startHaproxy = async (place: Place, tools: Tools, nodes: Node[]): Promise<number> => {
  const port = await newPort()
  const addresses = nodes.flatMap(({ port, patroni }, index) => [
    [`NODE${index + 1}`, `127.0.0.1:${port}`],
    [`NODE${index + 1}_PATRONI`, patroni],
  ])
  const env = filledIn('haproxy.env.example', {
    HAPROXY_LISTEN: `127.0.0.1:${port}`,
    ...Object.fromEntries(addresses),
  })
  launch(place, 'haproxy', [tools.haproxy, '-db', '-f', join(INFRA, 'haproxy.cfg')], { env: { ...tools.env, ...env } })
  return port
}
