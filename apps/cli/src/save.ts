import { open, rename, rm } from 'node:fs/promises'
import { Unreachable } from '@ringfence/client/errors'
import { UsageError } from './failures'
import { write } from './io'
import { startProgress } from './progress'
import type { Shell } from './shell'

/** Sends what streams in to the output, or into a file that appears when it is whole. Throws UsageError for a file that cannot be written. */
export const save = async (
  shell: Shell,
  stream: ReadableStream<Uint8Array>,
  file: string | undefined,
): Promise<void> => {
  if (file !== undefined) return whole(shell, stream, file)
  // A terminal that shows the rows has no place for a bar.
  await copied(shell, stream, !shell.stdout.isTTY, chunk => write(shell.stdout, chunk))
}

const whole = async (shell: Shell, stream: ReadableStream<Uint8Array>, file: string): Promise<void> => {
  const part = `${file}.${process.pid}.part`
  const handle = await open(part, 'wx').catch(error => {
    throw unwritable(file, error)
  })
  try {
    await copied(shell, stream, true, async chunk => {
      await handle.writeFile(chunk)
    })
    await handle.close()
    await rename(part, file).catch(error => {
      throw unwritable(file, error)
    })
  } finally {
    await handle.close()
    await rm(part, { force: true })
  }
}

const copied = async (
  shell: Shell,
  stream: ReadableStream<Uint8Array>,
  withProgress: boolean,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> => {
  const progress = withProgress ? startProgress(shell, 'Exporting', 'bytes') : undefined
  let bytes = 0
  try {
    for await (const chunk of unbroken(shell, stream)) {
      await take(chunk)
      bytes += chunk.length
      progress?.to(bytes)
    }
  } finally {
    progress?.end()
  }
}

async function* unbroken({ url, signal }: Shell, stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (error) {
    throw signal.aborted ? error : new Unreachable(`${url} broke its answer off: try again.`, { cause: error })
  }
}

const unwritable = (file: string, error: unknown): UsageError =>
  new UsageError(`${file} cannot be written (${error instanceof Error && 'code' in error ? error.code : 'error'}).`)
