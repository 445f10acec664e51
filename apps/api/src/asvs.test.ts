import { expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dir, '../../..')
const text = await Bun.file(join(root, 'docs/asvs.md')).text()
const rows = [...text.matchAll(/^\| ([\d.*]+) \| (.+) \| (.*) \| ?(.*) ?\|$/gm)].map(
  ([, id = '', , state = '', where = '']) => ({ id, state, where: where.trim() }),
)

/** How many requirements of levels 1 and 2 each section has. Chapters 9, 10 and 17 are for what Ringfence has none of. */
const SECTIONS: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4 },
  ...{ '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5 },
  ...{ '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4 },
  ...{ '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2 },
  ...{ '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
}

test('every requirement of levels 1 and 2 is listed once, in order', () => {
  const sections = Object.keys(SECTIONS).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  const wanted = sections.flatMap(section =>
    Array.from({ length: SECTIONS[section] ?? 0 }, (_, index) => `${section}.${index + 1}`),
  )
  expect(rows.map(({ id }) => id).filter(id => !id.endsWith('*'))).toEqual(wanted)
})

test('each says how it stands, and one that is not met says why', () => {
  for (const { id, state, where } of rows) {
    expect(['yes', 'operator', 'no', 'n/a'], id).toContain(state)
    if (state !== 'n/a') expect(where, id).not.toBe('')
  }
})

test('every file that it names is there', () => {
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter(path => path !== 'n/a' && !existsSync(join(root, path)))).toEqual([])
})
