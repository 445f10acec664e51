import type { Sql } from '../pool'

export type Registration = {
  number: string
  domain: string
  /** What the registrar calls it. */
  id: string
  instance?: string
  /** The number that a phone gives to one of several registrations (RFC 5626). */
  flow?: number
  agent?: string
  contact?: string
  from?: string
  seconds?: number
}

/** What each SIP server writes when a phone registers, refreshes and goes, and reads when it asks who may. */
export type Registrar = {
  role: 'kamailio' | 'asterisk' | 'opensips'
  register(sql: Sql, registration: Registration): PromiseLike<unknown>
  refresh(sql: Sql, registration: Registration): PromiseLike<unknown>
  unregister(sql: Sql, registration: Registration): PromiseLike<unknown>
  /** The digests under which that name may register. */
  credentials(sql: Sql, number: string, domain: string): PromiseLike<{ ha1: string }[]>
  registrations(sql: Sql): PromiseLike<object[]>
}

const until = (seconds = 120) => Math.floor(Date.now() / 1000) + seconds
const contactOf = ({ number, contact }: Registration) => contact ?? `sip:${number}@192.0.2.10:5060`

export const registrars: Registrar[] = [
  {
    role: 'kamailio',
    register: (sql, one) => sql`
      insert into kamailio.location (ruid, username, domain, contact, received, expires, last_modified, user_agent, socket, instance, reg_id)
      values (${one.id}, ${one.number}, ${one.domain}, ${contactOf(one)}, ${one.from ?? 'sip:203.0.113.7:5060'}, ${until(one.seconds)}, ${until(0)},
        ${one.agent ?? 'Yealink SIP-T54W 96.86.0.20'}, 'udp:192.0.2.1:5060', ${one.instance ?? null}, ${one.flow ?? 0})`,
    refresh: (sql, one) => sql`
      update kamailio.location set expires = ${until(one.seconds)}, last_modified = ${until(0)} where ruid = ${one.id}`,
    unregister: (sql, { id }) => sql`delete from kamailio.location where ruid = ${id}`,
    credentials: (sql, number, domain) => sql<{ ha1: string }[]>`
      select ha1 from kamailio.subscriber where username = ${number} and domain = ${domain}`,
    registrations: sql => sql<object[]>`select username, domain from kamailio.location`,
  },
  {
    role: 'asterisk',
    register: (sql, one) => sql`
      insert into asterisk.ps_contacts (id, uri, expiration_time, user_agent, via_addr, via_port, endpoint)
      values (${one.id}, ${contactOf(one)}, ${until(one.seconds)}, ${one.agent ?? 'Yealink SIP-T54W 96.86.0.20'}, '203.0.113.7', 5060,
        ${`${one.number}@${one.domain}`})`,
    refresh: (sql, one) => sql`
      update asterisk.ps_contacts set expiration_time = ${until(one.seconds)} where id = ${one.id}`,
    unregister: (sql, { id }) => sql`delete from asterisk.ps_contacts where id = ${id}`,
    credentials: (sql, number, domain) => sql<{ ha1: string }[]>`
      select substr(a.password_digest, 5, 32) as ha1
      from asterisk.ps_auths a
      join asterisk.ps_endpoints p on p.auth = a.id
      join asterisk.ps_aors o on o.id = p.aors
      where a.id = ${`${number}@${domain}`}`,
    registrations: sql => sql<object[]>`select endpoint from asterisk.ps_contacts`,
  },
  {
    role: 'opensips',
    register: (sql, one) => sql`
      insert into opensips.location (contact_id, username, domain, contact, received, expires, user_agent, socket, sip_instance)
      values (${one.id.replace(/\D/g, '')}::bigint, ${one.number}, ${one.domain}, ${contactOf(one)}, ${one.from ?? 'sip:203.0.113.7:5060'},
        ${until(one.seconds)}, ${one.agent ?? 'Yealink SIP-T54W 96.86.0.20'}, 'udp:192.0.2.1:5060', ${one.instance ?? null})`,
    refresh: (sql, one) => sql`
      update opensips.location set expires = ${until(one.seconds)} where contact_id = ${one.id.replace(/\D/g, '')}::bigint`,
    unregister: (sql, { id }) => sql`delete from opensips.location where contact_id = ${id.replace(/\D/g, '')}::bigint`,
    credentials: (sql, number, domain) => sql<{ ha1: string }[]>`
      select ha1 from opensips.subscriber where username = ${number} and domain = ${domain}`,
    registrations: sql => sql<object[]>`select username, domain from opensips.location`,
  },
]
