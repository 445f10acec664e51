import { expect, test } from 'bun:test'
import { FormatRegistry } from '@sinclair/typebox'
import { type Format, formats } from './formats'

const table: Record<Format, { accepts: string[]; refuses: string[] }> = {
  email: {
    accepts: [
      'a@b',
      'a@b.example',
      "o'hara+tag@mail.example",
      'jörg@exämple.example',
      `${'a'.repeat(243)}@example.com`,
      'a.b.c@d-e.example',
      '1@1',
    ],
    refuses: [
      'a',
      '@',
      'a@',
      '@b',
      'a@b@c',
      'a b@c',
      '.a@b',
      'a.@b',
      'a..b@c',
      'a@-b',
      'a@b-',
      'a@b..c',
      'a@.b',
      'a@b.',
      'a@b_c',
      '<a@b>',
      'a@b,c@d',
      `a@${'b'.repeat(64)}`,
    ],
  },
  'date-time': {
    accepts: [
      '2026-11-23T21:00:00Z',
      '2026-11-23T21:00:00.123456Z',
      '2024-02-29T23:59:59+14:00',
      '2026-01-01T00:00:00.123456789-03:30',
      '1000-01-01T00:00:00Z',
      '9998-12-31T23:59:59Z',
      '2000-02-29T00:00:00Z',
    ],
    refuses: [
      '2026-11-23',
      '2026-11-23T21:00:00',
      '2026-11-23 21:00:00Z',
      '2026-02-29T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01T00:00:00+15:00',
      '2026-01-01T00:00:00.Z',
      '0000-01-01T00:00:00Z',
      '0999-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '+12026-01-01T00:00:00Z',
      '1764000000',
      'now',
      'tomorrow',
      'infinity',
      '2026-11-23T21:00:00Z\n',
    ],
  },
  timezone: {
    accepts: [
      'UTC',
      'Europe/Berlin',
      'America/Argentina/Buenos_Aires',
      'Asia/Kolkata',
      'Etc/GMT+5',
      'Etc/UTC',
      'US/Eastern',
      'America/Port-au-Prince',
    ],
    refuses: [
      'Europe/Nowhere',
      'europe/berlin',
      '+01:00',
      'UTC+1',
      'GMT+5',
      'Europe/Berlin ',
      '../etc/passwd',
      '/UTC',
      '1',
      'local',
    ],
  },
  hostname: {
    accepts: [
      'localhost',
      'acme.sip.example',
      'ACME.example',
      '10.0.0.1',
      'xn--mnchen-3ya.example',
      'a',
      `${'a'.repeat(63)}.b`,
    ],
    refuses: [
      'acme_sip.example',
      '-a.example',
      'a-.example',
      'a..b',
      '.a',
      'a.',
      'a:5060',
      'a/b',
      'münchen.example',
      'a b',
      '*.example',
      '[::1]',
      `${'a'.repeat(64)}.b`,
      'a\n',
    ],
  },
  uri: {
    accepts: ['http://a', 'https://a.example:8443/b?c=d%20e&f=@', 'HTTPS://[2001:db8::1]/', 'https://bücher.example/'],
    refuses: ['a', '//a', 'ftp://a', 'https:///a', 'https://a:99999', 'https://u:p@a', 'https://a/#b', ' https://a'],
  },
  'mac-address': {
    accepts: ['00:15:65:ab:cd:ef', '00-15-65-AB-CD-EF', '001565ABCDEF', '0015.65ab.cdef'],
    refuses: [
      '00:15:65:ab:cd',
      '00:15:65:ab:cd:ef:01',
      '00:15-65:ab:cd:ef',
      '00:15:65:ab:cd:eg',
      '0015:65ab:cdef',
      '00 15 65 ab cd ef',
      '00:15:65:ab:cd:ef\n',
    ],
  },
}

for (const [name, { accepts, refuses }] of Object.entries(table)) {
  test(`${name} tells right from wrong, also for TypeBox`, () => {
    const registered = FormatRegistry.Get(name)
    expect(accepts.filter(text => !registered?.(text))).toEqual([])
    expect(refuses.filter(text => registered?.(text))).toEqual([])
  })
}

test('every zone that this computer knows is a valid zone', () => {
  expect(Intl.supportedValuesOf('timeZone').filter(zone => !formats.timezone.accepts(zone))).toEqual([])
})

test('a host name and a MAC address have one stored spelling', () => {
  expect(formats.hostname.stored?.('Acme.SIP.example')).toBe('acme.sip.example')
  for (const text of table['mac-address'].accepts)
    expect(formats['mac-address'].stored?.(text)).toBe('00:15:65:ab:cd:ef')
})

test('no text makes a format slow', () => {
  const long = [
    'a'.repeat(255),
    `${'a.'.repeat(127)}!`,
    `${'a-'.repeat(127)}!`,
    `a@${'a.'.repeat(126)}!`,
    '0'.repeat(255),
    `${'a@'.repeat(127)}`,
  ]
  const started = performance.now()
  for (const { accepts } of Object.values(formats)) for (const text of long) accepts(text)
  expect(performance.now() - started).toBeLessThan(100)
})
