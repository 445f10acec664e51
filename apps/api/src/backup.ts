import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dump } from '@ringfence/db/backup/dump'
import { openUsedStore } from '@ringfence/db/store'
import { countingOn } from './counting'
import { readEnv } from './env'
import { explain } from './explain'
import { stopSignal } from './stop-signal'

/** In a directory, or without a word in this one, a file that is named by the time. */
const fileFor = (word = '.'): string => {
  const time = new Date().toISOString().replace(/\..*/, '').replaceAll(':', '-')
  return resolve(statSync(word, { throwIfNoEntry: false })?.isDirectory() ? join(word, `ringfence-${time}.dump`) : word)
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

const save = async (file: string): Promise<string> => {
  const store = await openUsedStore(readEnv(process.env))
  const counting = countingOn(process.stderr)
  try {
    const bytes = await dump(store.url, file, {
      environment: process.env,
      signal: stopSignal(),
      onProgress: (tables, total, written) => counting.say(`Table ${tables} of ${total}, ${megabytes(written)}`),
    })
    return `Wrote ${file}, ${megabytes(bytes)}, which you alone may read. It holds digests (HA1) that are as good as passwords: keep it encrypted.
The keys that open its SIP secrets are not in it: back up ${store.keysPlace} as well, and elsewhere. Without them nobody can read a secret again.`
  } finally {
    counting.end()
    await store.close()
  }
}

/** `bun run backup [file or directory]` */
try {
  console.log(await save(fileFor(process.argv[2])))
  process.exit(0)
} catch (error) {
  console.error(`There is no backup. ${explain(error)}`)
  process.exit(1)
}
