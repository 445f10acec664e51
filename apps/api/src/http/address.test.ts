import { describe, expect, test } from 'bun:test'
import { clientAddress, networkOf } from './address'

const PROXY = '10.0.0.1'
const SECOND = '10.0.0.2'

describe('the caller is the nearest address that is no proxy of ours', () => {
  const cases: [what: string, peer: string, forwarded: string | null, trusted: string[], caller: string][] = [
    ['no header', '192.0.2.1', null, [], '192.0.2.1'],
    ['a stranger who claims to forward', '192.0.2.1', '198.51.100.7', [], '192.0.2.1'],
    ['a stranger who names our proxy', '192.0.2.1', PROXY, [PROXY], '192.0.2.1'],
    ['our proxy', PROXY, '198.51.100.7', [PROXY], '198.51.100.7'],
    ['our proxy, and what the caller wrote himself', PROXY, '1.1.1.1, 198.51.100.7', [PROXY], '198.51.100.7'],
    ['two proxies of ours', PROXY, `198.51.100.7, ${SECOND}`, [PROXY, SECOND], '198.51.100.7'],
    ['a proxy of ours behind one that is not', PROXY, `198.51.100.7, ${SECOND}`, [PROXY], SECOND],
    ['our proxy without a header', PROXY, null, [PROXY], PROXY],
    ['our proxy with an empty header', PROXY, '', [PROXY], PROXY],
    ['nothing but proxies of ours', PROXY, `${SECOND}, ${PROXY}`, [PROXY, SECOND], PROXY],
    ['spaces', PROXY, '  198.51.100.7  ', [PROXY], '198.51.100.7'],
    ['IPv6', '::1', '2001:db8::7', ['::1'], '2001:db8::7'],
    ['our proxy by a socket for both families', `::ffff:${PROXY}`, '198.51.100.7', [PROXY], '198.51.100.7'],
    ['a stranger by a socket for both families', '::ffff:192.0.2.1', null, [], '192.0.2.1'],
    ['an endless address', PROXY, 'a'.repeat(1000), [PROXY], 'a'.repeat(64)],
  ]
  for (const [what, peer, forwarded, trusted, caller] of cases)
    test(what, () => expect(clientAddress(peer, forwarded, new Set(trusted))).toBe(caller))
})

describe('addresses are throttled together', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::7', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['2001:0db8:0::7', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s within %s', (address, network) => expect(networkOf(address)).toBe(network))
})
