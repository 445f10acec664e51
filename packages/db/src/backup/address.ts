import { existsSync } from 'node:fs'

/** Those that Debian trusts, where nobody names others; libpq before 16 knows no other name for them. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt'

const SHAPE =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/

/** What may name a file of authorities that the server's certificate is held against. */
export type Trust = { PGSSLROOTCERT?: string | undefined; NODE_EXTRA_CA_CERTS?: string | undefined }

/** DATABASE_URL as PostgreSQL's programs are told of it: by their environment, as every list of processes shows arguments. */
export const addressOf = (url: string, { PGSSLROOTCERT, NODE_EXTRA_CA_CERTS }: Trust = {}): Record<string, string> => {
  const { user, password, hosts = '', database, query } = SHAPE.exec(url)?.groups ?? {}
  const places = hosts.split(',').map(placeOf)
  const asked = new URLSearchParams(query)
  const mode = asked.get('sslmode') ?? ''
  const authorities = PGSSLROOTCERT || NODE_EXTRA_CA_CERTS || (existsSync(AUTHORITIES) && AUTHORITIES)
  return {
    PGHOST: asked.get('host') ?? places.map(({ host }) => host).join(','),
    PGPORT: places.map(({ port }) => port).join(','),
    ...(user && { PGUSER: decodeURIComponent(user) }),
    ...(password && { PGPASSWORD: decodeURIComponent(password) }),
    ...(database && { PGDATABASE: decodeURIComponent(database) }),
    ...(mode && { PGSSLMODE: mode }),
    ...(mode.startsWith('verify-') && authorities && { PGSSLROOTCERT: authorities }),
    ...(places.length > 1 && { PGTARGETSESSIONATTRS: 'read-write' }),
  }
}

const placeOf = (text: string): { host: string; port: string } => {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? []
  return { host: decodeURIComponent(bracketed ?? plain ?? text), port: port ?? '5432' }
}
