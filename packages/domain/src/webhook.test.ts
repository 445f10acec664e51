import { expect, test } from 'bun:test'
import { hostileValues } from './testing/hostile'
import { expectDefaults, fieldTable, refusal } from './testing/refusal'
import { admitWebhook, admitWebhookChange, WEBHOOK_EVENTS } from './webhook'

const bytes = (count: number): string => `whsec_${Buffer.alloc(count, 251).toString('base64')}`

const valid = {
  tenant_id: 1,
  url: 'https://crm.example.com/hooks',
  events: ['extension.created'],
  enabled: false,
  description: 'CRM',
  secret: bytes(24),
}
const anywhere = () => ({})
const admitted = (input: unknown) => admitWebhook(input, anywhere)

fieldTable(admitted, valid, {
  tenant_id: { accepts: [1, null], refuses: { 'The tenant id must be an integer.': ['x', 1.5, [], '01'] } },
  url: {
    accepts: ['http://a', 'https://a.example:8443/b?c=d%20e&f=@', 'HTTPS://[2001:db8::1]/', 'https://bücher.example/'],
    refuses: {
      'The url field is required.': [null, '', ' '],
      'The url must be a string.': [1, {}, []],
      'The url must be a valid URL.': [
        'a',
        '//a.example',
        'ftp://a.example',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'https://',
        'https:a.example',
        'https:///a.example',
        'https://a.example:99999',
        'https://u@a.example',
        'https://u:p@a.example',
        'https://:p@a.example',
        'https://a.example/#b',
        'https://a.example/b c',
        ' https://a.example',
        'https://a.example\\@b.example',
        'https://a%00.example',
      ],
      'The url must be valid Unicode text without control characters.': ['https://a.example/\0', 'https://a\ud800'],
      'The url must not be greater than 2048 characters.': [`https://a.example/${'b'.repeat(2031)}`],
    },
  },
  events: {
    accepts: [['cdr.created'], [...WEBHOOK_EVENTS]],
    refuses: {
      'The events field is required.': [null, []],
      'The events must be an array.': ['extension.created', 1, {}],
      'The selected events is invalid.': [['extension'], ['webhook.test'], [null], [['cdr.created']], ['*']],
      'The events field has a duplicate value.': [['cdr.created', 'cdr.created']],
    },
  },
  enabled: { accepts: [true, false], refuses: { 'The enabled field must be true or false.': ['yes', 2, []] } },
  description: {
    accepts: [null, '😀'.repeat(255)],
    refuses: {
      'The description field must have a value.': ['', ' '],
      'The description must not be greater than 255 characters.': ['a'.repeat(256)],
    },
  },
  secret: {
    accepts: [null, bytes(24), bytes(25), bytes(26), bytes(62), bytes(63), bytes(64)],
    refuses: {
      'The secret format is invalid.': [bytes(23), bytes(65), 'whsec_', bytes(24).slice(6), `${bytes(25)}=`, 'x'],
      'The secret must not be greater than 95 characters.': [bytes(70)],
      'The secret must be a string.': [1],
    },
  },
})

test('a webhook needs a URL and events', () => {
  expectDefaults(admitted, valid, { tenant_id: null, enabled: true, description: null, secret: null })
})

test('a rule speaks together with the faults of other fields', () => {
  const rule = () => ({ url: ['The url is out of reach.'] })
  const expected = { url: ['The url is out of reach.'], events: ['The events field is required.'] }
  expect(refusal(() => admitWebhook({ ...valid, events: null }, rule))).toEqual(expected)
  expect(refusal(() => admitWebhookChange({ url: valid.url, events: null }, rule))).toEqual(expected)
})

test('hostile values are refused or stay as they are', () => {
  for (const [name, value] of Object.entries(hostileValues))
    for (const field of ['url', 'events', 'secret'])
      expect([name, field, Object.keys(refusal(() => admitWebhookChange({ [field]: value }, anywhere)) ?? {})]).toEqual(
        [name, field, [field]],
      )
})
