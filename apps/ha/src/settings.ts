import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const INFRA = join(import.meta.dir, '../../../infra/ha')

/**
 * What stands for each variable of an example in infra/ha. Throws unless `values` has exactly its names: who fills in the example
 * has then all that it takes.
 */
export const filledIn = (example: string, values: Record<string, string>): Record<string, string> => {
  const names = [...readFileSync(join(INFRA, example), 'utf8').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  const given = Object.keys(values)
  if (names.toSorted().join() !== given.toSorted().join())
    throw new Error(`${example} has ${names.join()}, and what fills it in ${given.join()}`)
  return values
}
