import { freePort } from '@ringfence/db/embedded/launch'
import { until } from '@ringfence/db/testing/until'
import type { Case } from '../case'
import { checked } from '../tallied'

export const tooEarly: Case = {
  name: 'too-early',
  claim:
    'The program that starts before its database listens and answers 503, and serves once the database is there, also when that goes again meanwhile.',
  short: false,
  seconds: 90,
  async run({ cluster: makeCluster, launch }) {
    const cluster = await makeCluster()
    await cluster.stop()
    const port = await freePort()
    await launch({ DATABASE_URL: cluster.url, PORT: String(port) })
    const statusOf = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ status }) => status,
        () => 0,
      )
    await until('it listens', async () => (await statusOf('/livez')) === 200, 30)
    const early = await fetch(`http://127.0.0.1:${port}/api/extensions`)
    const ready = await statusOf('/readyz')
    await cluster.start()
    await cluster.stop('SIGQUIT')
    const gone = await statusOf('/readyz')
    await cluster.start()
    await until('it is ready', async () => (await statusOf('/readyz')) === 200, 30)
    return checked({
      'an early request is answered 503 with Retry-After': early.status === 503 && early.headers.has('retry-after'),
      'it is not ready before its database': ready === 503,
      'it is not ready when the database is gone again': gone === 503,
      'strangers are told so afterwards': (await statusOf('/api/extensions')) === 401,
    })
  },
}
