import { describe, expect, test } from 'bun:test'
import { configuration, foreword, type PhoneAccount } from './phone-configuration'
import { phoneFile, secretFiles, VENDORS, type Vendor, vendorOf } from './phones'

const MAC = '001565abcdef'

describe('a file name tells whose it is:', () => {
  const files: [name: string, vendor: Vendor | null, what: string][] = [
    [`${MAC}.cfg`, null, `yealink ${MAC} secret`],
    [`${MAC.toUpperCase()}.CFG`, 'yealink', `yealink ${MAC} secret`],
    [`${MAC}.cfg`, 'poly', `poly ${MAC}`],
    [`${MAC}.cfg`, 'grandstream', 'none'],
    [`${MAC}.cfg`, 'snom', 'none'],
    ['y000000000108.cfg', null, 'yealink common'],
    ['y000000000108.cfg', 'snom', 'none'],
    ['000000000000.cfg', null, 'poly common'],
    ['000000000000.cfg', 'yealink', 'none'],
    [`reg-${MAC}.cfg`, 'poly', `poly ${MAC} secret`],
    [`reg-${MAC}.cfg`, 'yealink', 'none'],
    [`cfg${MAC}.xml`, null, `grandstream ${MAC} secret`],
    [`${MAC}.xml`, null, `snom ${MAC} secret`],
    [`snomD785-${MAC}.htm`, 'snom', `snom ${MAC} secret`],
    [`snomD785-${MAC}.htm`, 'poly', 'none'],
    ...[
      '',
      '.cfg',
      `${MAC}`,
      `${MAC}.boot`,
      `${MAC}.cfg.bak`,
      `x${MAC}.cfg`,
      `../${MAC}.cfg`,
      `${MAC}\n.cfg`,
      `${MAC}0.cfg`,
    ].map((name): [string, null, string] => [name, null, 'none']),
  ]
  test.each(files)('%p of %p', (name, vendor, what) => {
    const file = phoneFile(name, vendor)
    const told = file && `${file.vendors} ${file.mac ?? 'common'}${file.holdsSecret ? ' secret' : ''}`
    expect(told ?? 'none').toBe(what)
  })

  test('and each vendor has its own', () => {
    for (const vendor of VENDORS)
      for (const name of secretFiles('00:15:65:ab:cd:ef', vendor))
        expect(phoneFile(name, vendor)).toEqual({ mac: MAC, vendors: [vendor], holdsSecret: true })
    expect(secretFiles('00:15:65:ab:cd:ef', null)).toHaveLength(VENDORS.length)
  })
})

test('vendors are known however people spell them', () => {
  const spellings = ['Yealink', 'YEALINK Inc.', 'grandstream', 'Polycom', 'Poly', 'snom', 'Cisco', '', null]
  expect(spellings.map(vendorOf)).toEqual([
    'yealink',
    'yealink',
    'grandstream',
    'poly',
    'poly',
    'snom',
    null,
    null,
    null,
  ])
})

const account = (fields: Partial<PhoneAccount> = {}): PhoneAccount => ({
  mac: '00:15:65:ab:cd:ef',
  number: '1001',
  displayName: 'Reception',
  domain: 'acme.sip.example',
  secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
  proxy: null,
  transport: 'udp',
  ...fields,
})

describe('a configuration names the account in the words of', () => {
  const words: Record<Vendor, string[]> = {
    yealink: [
      '#!version:1.0.0.1\n',
      'account.1.enable = 1\n',
      'account.1.user_name = 1001\n',
      'account.1.password = T7vqPz3mXw8KdRy4HnJc2bFs\n',
      'account.1.sip_server.1.address = acme.sip.example\n',
      'account.1.sip_server.1.transport_type = 0\n',
      'account.1.outbound_proxy_enable = 0\n',
    ],
    grandstream: [
      '<mac>001565abcdef</mac>',
      '<P271>1</P271>',
      '<P35>1001</P35>',
      '<P34>T7vqPz3mXw8KdRy4HnJc2bFs</P34>',
      '<P47>acme.sip.example</P47>',
      '<P48></P48>',
      '<P130>0</P130>',
    ],
    poly: [
      'reg.1.address="1001"',
      'reg.1.auth.password="T7vqPz3mXw8KdRy4HnJc2bFs"',
      'reg.1.server.1.address="acme.sip.example"',
      'reg.1.server.1.transport="UDPOnly"',
    ],
    snom: [
      '<user_name idx="1" perm="RW">1001</user_name>',
      '<user_pass idx="1" perm="RW">T7vqPz3mXw8KdRy4HnJc2bFs</user_pass>',
      '<user_host idx="1" perm="RW">acme.sip.example</user_host>',
      '<user_outbound idx="1" perm="RW">acme.sip.example;transport=udp</user_outbound>',
    ],
  }
  for (const vendor of VENDORS)
    test(vendor, () => {
      const { text } = configuration(vendor, account())
      for (const word of words[vendor]) expect(text).toContain(word)
    })
})

test('a registrar of its own stands in for the domain on the way, and not as the realm', () => {
  const there = account({ proxy: { host: 'sip.example.com', port: 5061 }, transport: 'tls' })
  const told: Record<Vendor, string[]> = {
    yealink: [
      'sip_server.1.address = acme.sip.example\n',
      'outbound_proxy.1.address = sip.example.com\n',
      'transport_type = 2\n',
    ],
    grandstream: ['<P47>acme.sip.example</P47>', '<P48>sip.example.com:5061</P48>', '<P130>2</P130>'],
    poly: ['server.1.address="acme.sip.example"', 'outboundProxy.address="sip.example.com"', 'transport="TLS"'],
    snom: ['>acme.sip.example</user_host>', '>sip.example.com:5061;transport=tls</user_outbound>'],
  }
  for (const vendor of VENDORS)
    for (const word of told[vendor]) expect(configuration(vendor, there).text).toContain(word)
})

describe('whatever a name or a secret holds, a configuration says nothing else:', () => {
  const hostile = '</P34><P2>"x" & \'y\'/>\n#%{}\u2028account.1.password = stolen'
  const baseline = (vendor: Vendor) => configuration(vendor, account()).text
  for (const vendor of VENDORS)
    test(vendor, () => {
      const { text } = configuration(vendor, account({ secret: hostile, displayName: hostile }))
      const shape = (whole: string) => ({
        lines: vendor === 'yealink' ? whole.split(/[\n\r\u2028\u2029]/).length : 0,
        tags: vendor === 'yealink' ? 0 : whole.match(/</g)?.length,
        quotes: vendor === 'yealink' ? 0 : whole.match(/"/g)?.length,
      })
      expect(shape(text)).toEqual(shape(baseline(vendor)))
      expect(text).toContain(vendor === 'yealink' ? '"x" & ' : '&quot;x&quot; &amp; &apos;y&apos;/&gt;')
    })
})

test('what a phone reads before its own file holds nothing of the account', () => {
  expect(foreword('yealink', null).text).toBe('#!version:1.0.0.1\n')
  expect(foreword('poly', MAC).text).toContain(`CONFIG_FILES="reg-${MAC}.cfg"`)
  expect(foreword('poly', null).text).toContain('CONFIG_FILES="reg-[PHONE_MAC_ADDRESS].cfg"')
})
