import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { testDatabase } from '@ringfence/db/testing/database'
import { openMetrics } from './metrics'
import { storedNow } from './stored'

type Rules = { groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[] }

const read = async <T>(name: string): Promise<T> =>
  // What stands in the file is what these tests are about.
  Bun.YAML.parse(await Bun.file(join(import.meta.dir, '../../../../infra/prometheus', name)).text()) as T

test('every alert is about metrics and labels that there are, and says what happened', async () => {
  const { db, url, close } = await testDatabase()
  const metrics = openMetrics(db.pool, new Set(['/livez']))
  metrics.answered({ method: 'GET', route: '/livez', status: 200, milliseconds: 1 })
  const told = [...(await metrics.counted()), ...(await storedNow(url, db.pool))]
  await close()
  const names = new Set(told.flatMap(({ name }) => [name, `${name}_count`, `${name}_bucket`]))
  const labels = new Set(['job', 'instance', 'worker', 'method', 'route', 'status', 'le'])
  const { groups } = await read<Rules>('alerts.yml')
  const rules = groups.flatMap(group => group.rules)
  expect(rules.length).toBeGreaterThan(5)
  for (const { alert, expr, annotations } of rules) {
    const used = expr.match(/\b(?:ringfence|process)_\w+|\bup\b/g) ?? []
    expect(used.length, alert).toBeGreaterThan(0)
    expect(used.filter(name => name !== 'up' && !names.has(name))).toEqual([])
    const selected = [...expr.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label)
    expect(selected.filter(label => !labels.has(label))).toEqual([])
    expect(annotations.summary).toEndWith('.')
  }
})

test('the alert of memory can come before the kernel ends a container of compose', async () => {
  const { groups } = await read<Rules>('alerts.yml')
  const { expr = '' } = groups.flatMap(group => group.rules).find(({ alert }) => alert === 'RingfenceMemory') ?? {}
  const { services } = await read<{ services: { api: { mem_limit: string } } }>('../compose.yaml')
  const megabytes = /^(\d+)m$/.exec(services.api.mem_limit)?.[1]
  expect(Number(/> ([\d.e]+)$/.exec(expr)?.[1])).toBeLessThan(Number(megabytes) * 2 ** 20 * 0.8)
})

test('the rules are those that the example of a scrape names', async () => {
  const example = await read<{ rule_files: string[]; scrape_configs: { job_name: string }[] }>('prometheus.yml')
  expect(example.rule_files).toEqual(['alerts.yml'])
  expect(example.scrape_configs.map(({ job_name }) => job_name)).toEqual(['ringfence'])
})
