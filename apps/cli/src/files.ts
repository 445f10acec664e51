import { extname } from 'node:path'
import { type Command, Option } from 'commander'
import { UsageError } from './failures'
import { type Io, readBytes } from './io'
import type { Progress } from './progress'

/** The media type of each format. */
export const FORMATS = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

export type Format = keyof typeof FORMATS

export const formatOption = () =>
  new Option('--format <format>', 'by default that of the file name').choices(Object.keys(FORMATS))

export type ExportOptions = { format?: Format; output?: string }

export const exportOptions = (command: Command): Command =>
  command
    .addOption(formatOption())
    .option('-o, --output <file>', 'a file, in place of the output; it appears when it is whole')

/** What is asked for, or what the file is called, or else CSV. */
export const exportFormat = (isJson: boolean, { format, output = '' }: ExportOptions): Format =>
  format ?? (isJson ? 'ndjson' : (formatOf(output) ?? 'csv'))

/** The format that the name of a file ends in, if it does. */
export const formatOf = (file: string): Format | undefined => ENDINGS[extname(file).toLowerCase()]

const ENDINGS: Record<string, Format> = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' }

/** A file, or the input for `-`. Throws UsageError when there is none. */
export const fileNamed = async (io: Io, name: string): Promise<Blob> => {
  if (name === '-') return new Blob([await readBytes(io)])
  const file = Bun.file(name)
  if (await file.exists()) return file
  throw new UsageError(`There is no file ${name}: give the path of one, or - for the input.`)
}

/** The content of a file, which tells how much of it was taken. */
export const streamOf = (file: Blob, progress: Progress): ReadableStream<Uint8Array> => {
  let bytes = 0
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk)
      bytes += chunk.length
      progress.to(bytes, file.size)
    },
    flush: () => progress.waiting('all was sent, the server is at work'),
  })
  return file.stream().pipeThrough(counting)
}
