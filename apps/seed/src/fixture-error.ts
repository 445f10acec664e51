import type { Errors } from '@ringfence/domain/admit'

export type Place = { file: string; line: number }
export type Fault = Place & { field: string; sentence: string }

/** Fixtures that cannot be loaded, with every fault that was found; nothing of them is stored. It never holds a value. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError'

  constructor(readonly faults: Fault[]) {
    super(faults.map(({ file, line, field, sentence }) => `${file}:${line} ${field}: ${sentence}`).join('\n'))
  }
}

export const faultsAt = ({ file, line }: Place, errors: Errors): Fault[] =>
  Object.entries(errors).flatMap(([field, sentences]) => sentences.map(sentence => ({ file, line, field, sentence })))
