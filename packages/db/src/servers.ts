/** The servers that a URL names, of which one at a time is the primary. */
export type Servers = {
  /** A URL for each, first the one that was the primary last. */
  inOrder(): string[]
  /** `url`, one of these, is the primary. */
  prefer(url: string): void
}

const MULTIPLE = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s
const ATTRIBUTES = 'target_session_attrs'
const PRIMARY = new Set(['primary', 'read-write'])

/**
 * `postgres://user@one:5432,two:5433/name` as a URL for each server. The driver takes them together, but it swallows why it could not
 * connect, and our clients dial once. Throws when one is no URL, or when a standby is asked for.
 */
export const serversOf = (url: string): string[] => {
  const [, before = '', hosts = '', after = ''] = MULTIPLE.exec(url) ?? []
  const several = hosts.includes(',') ? hosts.split(',') : [hosts]
  return several.map(host => {
    if (!host && several.length > 1) throw new TypeError('a server without a name')
    const server = new URL(`${before}${host}${after}`)
    const wanted = server.searchParams.get(ATTRIBUTES)
    if (wanted !== null && !PRIMARY.has(wanted)) throw new TypeError(`${ATTRIBUTES} other than a primary`)
    server.searchParams.delete(ATTRIBUTES)
    return server.href
  })
}

/** Throws as `serversOf`. */
export const openServers = (url: string): Servers => {
  const servers = serversOf(url)
  return {
    inOrder: () => [...servers],
    prefer(url) {
      if (servers[0] === url) return
      servers.splice(servers.indexOf(url), 1)
      servers.unshift(url)
    },
  }
}
