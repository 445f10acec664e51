/**
 * Who called: the peer's address, or, behind proxies that we trust, the nearest address in X-Forwarded-For that is none of them.
 * What a stranger writes into the header himself lies further to the left and is never reached.
 */
export const clientAddress = (peer: string, forwardedFor: string | null, trusted: ReadonlySet<string>): string => {
  const hops = [...(forwardedFor?.split(',') ?? []), peer].map(hop => plain(hop.trim())).filter(hop => hop !== '')
  for (const hop of hops.reverse()) if (!trusted.has(hop)) return hop.slice(0, 64)
  return plain(peer)
}

/** An IPv4 address as a socket for both families names it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** What one household or rack has of addresses, to be throttled together: an IPv4 address, or the first 64 bits of an IPv6 one. */
export const networkOf = (address: string): string => {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')
}
