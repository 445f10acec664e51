/** Takes one from the bucket of `key`; seconds to wait when it is empty, else 0. */
export type RateLimit = (key: string, now?: number) => number

const BUCKETS = 20_000
const BURST_SECONDS = 2

/** A token bucket per session or address, refilled with `perSecond` tokens and holding two seconds' worth; 0 switches it off. */
export const rateLimit = (perSecond: number): RateLimit => {
  if (perSecond === 0) return () => 0
  const capacity = perSecond * BURST_SECONDS
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (key, now = performance.now()) => {
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now }
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    buckets.delete(key)
    buckets.set(key, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > BUCKETS && oldest !== undefined) buckets.delete(oldest)
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    bucket.tokens -= 1
    return 0
  }
}
