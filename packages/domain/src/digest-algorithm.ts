import { Invalid } from './admit'

type Algorithm = 'md5' | 'sha256'

/** As RFC 7616 writes them, and in small letters. */
const ALGORITHMS = new Map<string, Algorithm>([
  ['MD5', 'md5'],
  ['md5', 'md5'],
  ['SHA-256', 'sha256'],
  ['sha256', 'sha256'],
])

export const ALGORITHM_NAMES: string[] = [...ALGORITHMS.keys()]

/** What a digest is by; MD5 where nothing is said. Throws Invalid. */
export const digestAlgorithm = (said: string | null): Algorithm => {
  const algorithm = ALGORITHMS.get(said ?? 'MD5')
  if (!algorithm) throw new Invalid({ algorithm: ['The selected algorithm is invalid.'] })
  return algorithm
}
