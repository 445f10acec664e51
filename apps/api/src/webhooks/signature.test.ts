import { expect, test } from 'bun:test'
import { freshWebhookSecret } from '@ringfence/db/webhook-secrets'
import { Webhook } from 'standardwebhooks'
import { signed } from './signature'

const now = () => Math.floor(Date.now() / 1000)

test.each(['{"type":"cdr.created"}', '', '{"name":"Zoë 👩‍👧 \u2028"}'])(
  'what is signed passes the library that receivers use: %s',
  body => {
    const secret = freshWebhookSecret()
    const seconds = now()
    const headers = signed(secret, 'event', seconds, body)
    if (body) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    expect(headers).toEqual({
      ...headers,
      'webhook-signature': new Webhook(secret).sign('event', new Date(seconds * 1000), body),
    })
  },
)

test('another secret, id, time or body does not pass', () => {
  const secret = freshWebhookSecret()
  const headers = signed(secret, 'event', now(), '{}')
  const verify = (key: string, changed: Record<string, string>, body = '{}') =>
    new Webhook(key).verify(body, { ...headers, ...changed })
  expect(verify(secret, {})).toEqual({})
  expect(() => verify(freshWebhookSecret(), {})).toThrow()
  expect(() => verify(secret, { 'webhook-id': 'another' })).toThrow()
  expect(() => verify(secret, { 'webhook-timestamp': String(now() - 1) })).toThrow()
  expect(() => verify(secret, {}, '{ }')).toThrow()
})

test('the example of the specification is signed as it says', () => {
  expect(
    signed(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    ),
  ).toMatchObject({ 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' })
})
