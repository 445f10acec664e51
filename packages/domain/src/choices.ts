import { kind } from './kinds'
import { REQUIRED } from './text'

type ChoicesOptions<T extends string = string> = {
  enum: readonly T[]
  description: string
  example: NoInfer<T>[]
}

/** One or more of a fixed set, each once. */
export const choices = <T extends string>({ enum: known, ...options }: ChoicesOptions<T>) =>
  choicesKind<T[]>({
    type: 'array',
    minItems: 1,
    maxItems: known.length,
    items: { type: 'string', enum: known },
    known,
    ...options,
  })

const choicesKind = kind<{ known: readonly string[] }>('Choices', ({ known }, value) => {
  if (!Array.isArray(value)) return 'The :attribute must be an array.'
  if (value.length === 0) return REQUIRED
  if (!value.every(one => known.includes(one))) return 'The selected :attribute is invalid.'
  return new Set(value).size < value.length ? 'The :attribute field has a duplicate value.' : undefined
})
