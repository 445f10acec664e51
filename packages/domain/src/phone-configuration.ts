import { bare, type Vendor } from './phones'
import { xml } from './xml'

export const TRANSPORTS = ['udp', 'tcp', 'tls'] as const

/** The account of a phone, and the way to its registrar: `proxy` is where to send to if that is not the domain itself. */
export type PhoneAccount = {
  mac: string
  number: string
  displayName: string
  domain: string
  secret: string
  proxy: { host: string; port: number | null } | null
  transport: (typeof TRANSPORTS)[number]
}

export type Configuration = { type: 'text/plain' | 'text/xml'; text: string }

/** What the phone is to be: its account, secret and all. */
export const configuration = (vendor: Vendor, account: PhoneAccount): Configuration => OF_VENDOR[vendor](account)

/** What a phone reads before that: nothing but where to go on. */
export const foreword = (vendor: Vendor, mac: string | null): Configuration =>
  vendor === 'poly'
    ? {
        type: 'text/xml',
        text: `${DECLARATION}\n<APPLICATION CONFIG_FILES="reg-${mac ?? '[PHONE_MAC_ADDRESS]'}.cfg"/>\n`,
      }
    : { type: 'text/plain', text: `${YEALINK}\n` }

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
const YEALINK = '#!version:1.0.0.1'
const EXPIRES_SECONDS = 300

const portOf = ({ transport }: PhoneAccount): number => (transport === 'tls' ? 5061 : 5060)

const hostPort = ({ proxy }: PhoneAccount): string =>
  proxy ? `${proxy.host}${proxy.port ? `:${proxy.port}` : ''}` : ''

const OF_VENDOR: Record<Vendor, (account: PhoneAccount) => Configuration> = {
  yealink: account => ({
    type: 'text/plain',
    text: settings(YEALINK, 'account.1', {
      enable: 1,
      label: account.number,
      display_name: account.displayName,
      user_name: account.number,
      auth_name: account.number,
      password: account.secret,
      'sip_server.1.address': account.domain,
      'sip_server.1.port': portOf(account),
      'sip_server.1.transport_type': TRANSPORTS.indexOf(account.transport),
      'sip_server.1.expires': EXPIRES_SECONDS,
      outbound_proxy_enable: account.proxy ? 1 : 0,
      'outbound_proxy.1.address': account.proxy?.host ?? '',
      'outbound_proxy.1.port': account.proxy?.port ?? portOf(account),
    }),
  }),
  grandstream: account => ({
    type: 'text/xml',
    text: `${DECLARATION}
<gs_provision version="1"><mac>${xml(bare(account.mac))}</mac><config version="1">
${elements({
  P271: 1,
  P270: account.number,
  P47: account.domain,
  P48: hostPort(account),
  P35: account.number,
  P36: account.number,
  P34: account.secret,
  P3: account.displayName,
  P130: TRANSPORTS.indexOf(account.transport),
})}
</config></gs_provision>
`,
  }),
  poly: account => ({
    type: 'text/xml',
    text: `${DECLARATION}
<PHONE_CONFIG><reg
${attributes({
  'reg.1.address': account.number,
  'reg.1.label': account.number,
  'reg.1.displayName': account.displayName,
  'reg.1.auth.userId': account.number,
  'reg.1.auth.password': account.secret,
  'reg.1.server.1.address': account.domain,
  'reg.1.server.1.port': portOf(account),
  'reg.1.server.1.transport': POLY_TRANSPORTS[account.transport],
  'reg.1.server.1.expires': EXPIRES_SECONDS,
  'reg.1.outboundProxy.address': account.proxy?.host ?? '',
  'reg.1.outboundProxy.port': account.proxy?.port ?? portOf(account),
  'reg.1.outboundProxy.transport': POLY_TRANSPORTS[account.transport],
})}/></PHONE_CONFIG>
`,
  }),
  snom: account => ({
    type: 'text/xml',
    text: `${DECLARATION}
<settings><phone-settings>
${elements(
  {
    user_active: 'on',
    user_realname: account.displayName,
    user_name: account.number,
    user_pname: account.number,
    user_pass: account.secret,
    user_host: account.domain,
    user_outbound: `${hostPort(account) || account.domain};transport=${account.transport}`,
    user_expiry: EXPIRES_SECONDS,
  },
  ' idx="1" perm="RW"',
)}
</phone-settings></settings>
`,
  }),
}

const POLY_TRANSPORTS = { udp: 'UDPOnly', tcp: 'TCPOnly', tls: 'TLS' } satisfies Record<
  PhoneAccount['transport'],
  string
>

type Values = Record<string, string | number>

const elements = (values: Values, attributes = ''): string =>
  Object.entries(values)
    .map(([name, value]) => `<${name}${attributes}>${xml(String(value))}</${name}>`)
    .join('\n')

const attributes = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${xml(String(value))}"`)
    .join('\n')

const settings = (heading: string, prefix: string, values: Values): string =>
  [heading, ...Object.entries(values).map(([name, value]) => `${prefix}.${name} = ${line(String(value))}`), ''].join(
    '\n',
  )

/** A value ends where its line does, and there is no way to write an end of line into one. */
const line = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
