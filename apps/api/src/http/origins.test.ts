import { expect, test } from 'bun:test'
import { networkInterfaces } from 'node:os'
import { localUrl, ownOrigins } from './origins'

test('a page of ours is known by the address and port that it was loaded from', () => {
  expect(ownOrigins('127.0.0.1', 4640)).toContain('http://localhost:4640')
  expect(ownOrigins('pbx.lan', 4640)).toContain('http://pbx.lan:4640')
  expect(ownOrigins('::1', 4640)).toContain('http://[::1]:4640')
  expect(ownOrigins('127.0.0.1', 80)).toContain('http://127.0.0.1')
})

test('a server that listens everywhere knows each address of the machine, and no other', () => {
  const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  const own = ownOrigins('0.0.0.0', 4640)
  for (const { address, family } of addresses) if (family === 'IPv4') expect(own).toContain(`http://${address}:4640`)
  expect(own).not.toContain('http://0.0.0.0:4640')
  expect(own).not.toContain('http://192.0.2.1:4640')
})

test('the greeting names an address that a browser can open', () => {
  expect(localUrl('0.0.0.0', 3000)).toBe('http://localhost:3000')
  expect(localUrl('::', 3000)).toBe('http://localhost:3000')
  expect(localUrl('::1', 3000)).toBe('http://[::1]:3000')
})
