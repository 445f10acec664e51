import { addAbortSignal } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'

/** What the process has, handed to all that works for it. */
export type Io = {
  stdin: ReadStream
  stdout: WriteStream
  stderr: WriteStream
  env: Record<string, string | undefined>
  /** Aborted by Ctrl-C: requests end, and half-written files are removed. */
  signal: AbortSignal
}

/** Writes at the pace of the reader. */
export const write = async (output: NodeJS.WritableStream, chunk: string | Uint8Array): Promise<void> => {
  if (output.write(chunk)) return
  await new Promise<void>(resolve => output.once('drain', resolve))
}

/** What a pipe brings, without the line break at its end. */
export const readText = async (io: Io): Promise<string> => (await readBytes(io)).toString().replace(/\r?\n$/, '')

export const readBytes = async ({ stdin, signal }: Io): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of addAbortSignal(signal, stdin)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
