import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { generateKeyRing } from '@ringfence/db/secrets'
import { type Amounts, UsageError } from './arguments'

/** What a server must know of the data that it is started with. */
export type Origin = { amounts: Amounts; ring: string; admin: { email: string; password: string } }

export const newOrigin = (amounts: Amounts): Origin => ({
  amounts,
  ring: generateKeyRing(),
  admin: { email: 'admin@ringfence.example', password: crypto.randomUUID() },
})

const fileIn = (directory: string) => Bun.file(join(directory, 'bench.json'))

/** The origin of the data in a directory of an earlier run; undefined when there is none. Throws UsageError when it is other data. */
export const keptIn = async (directory: string, amounts: Amounts): Promise<Origin | undefined> => {
  mkdirSync(directory, { recursive: true })
  const file = fileIn(directory)
  if (!(await file.exists())) return undefined
  const origin: Origin = await file.json()
  if (Bun.deepEquals(origin.amounts, amounts)) return origin
  throw new UsageError(`${directory} holds other data: give --data another directory.`)
}

/** To be called when the data is complete: what is half made has no origin. */
export const keepIn = async (directory: string, origin: Origin): Promise<void> => {
  await Bun.write(fileIn(directory), JSON.stringify(origin))
}
