/**
 * Who called: the peer's address, or, behind proxies that we trust, the nearest address in X-Forwarded-For that is none of them.
 * What a stranger writes into the header himself lies further to the left and is never reached.
 */
export const clientAddress = (peer: string, forwardedFor: string | null, trusted: ReadonlySet<string>): string => {
  const hops = [...(forwardedFor?.split(',') ?? []).map(hop => hop.trim()), peer]
  for (const hop of hops.reverse()) if (!trusted.has(hop)) return hop.slice(0, 64)
  return peer
}
