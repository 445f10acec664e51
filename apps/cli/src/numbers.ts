import { UsageError } from './failures'

/** Throws UsageError, which names the option. */
export const wholeNumber = (option: string, text: string, greatest = Number.MAX_SAFE_INTEGER): number => {
  const number = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (number <= greatest) return number
  throw new UsageError(`${option} must be a whole number up to ${greatest}, such as ${option} 10.`)
}
