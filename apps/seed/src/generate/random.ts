export type Random = {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
  bytes(count: number): Uint8Array
}

/**
 * Numbers that only look random: the same for the same seed, stream and index, whatever was made before. Anyone who knows the seed
 * knows them all. (splitmix32)
 */
export const random = (seed: number, stream: number, index: number): Random => {
  let state = scrambled(scrambled(scrambled(seed) + stream) + index)
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    return scrambled(state)
  }
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit)
  return {
    below,
    chance: probability => next() < probability * 0x1_0000_0000,
    pick: list => list[below(list.length)] ?? list[0],
    bytes: count => Uint8Array.from({ length: count }, () => next() & 0xff),
  }
}

const scrambled = (value: number): number => {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
