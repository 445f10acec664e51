import { networkInterfaces } from 'node:os'

const EVERYWHERE = new Set(['0.0.0.0', '::'])

/** Where a browser on this machine finds a server that listens there. */
export const localUrl = (host: string, port: number): string =>
  new URL(`http://${EVERYWHERE.has(host) ? 'localhost' : bracketed(host)}:${port}`).origin

/** The origins of our own pages while no PUBLIC_URL says it: loopback and each address that we listen on. */
export const ownOrigins = (host: string, port: number): string[] => {
  const addresses = EVERYWHERE.has(host)
    ? Object.values(networkInterfaces()).flatMap(list => (list ?? []).map(({ address }) => address))
    : [host]
  return ['localhost', '127.0.0.1', '::1', ...addresses]
    .map(address => `http://${bracketed(address)}:${port}`)
    .filter(url => URL.canParse(url))
    .map(url => new URL(url).origin)
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
