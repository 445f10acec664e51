import { expect, test } from 'bun:test'
import { hostOf, isPlainlyPrivate, isPublic } from './addresses'

const PUBLIC = `1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
  169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
  203.0.112.255 203.0.114.0 223.255.255.255 2000:: 2001:200:: 2606:4700::1111 2a00:1450:4001:800::200e 3ffe:ffff::1`

const PRIVATE = `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.255 169.254.0.1
  169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7
  203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1
  2001:10::1 2001:20::1 2001:1ff::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1
  fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1`

test.each(PUBLIC.trim().split(/\s+/))('%s is public', address => {
  expect(isPublic(address)).toBe(true)
})

test.each(PRIVATE.trim().split(/\s+/))('%s is not public', address => {
  expect(isPublic(address)).toBe(false)
})

test.each(['', 'example.com', '1.1.1', '1.1.1.1.1', '0x7f.1', '2130706433', '[::1]', ' 1.1.1.1', '1.1.1.1/32'])(
  '"%s" is no address, and so not public',
  text => {
    expect(isPublic(text)).toBe(false)
  },
)

const SPELLINGS = `http://127.0.0.1 http://127.1 http://2130706433 http://0x7f000001 http://017700000001 http://0x7f.0.0.1 http://0
  http://①②⑦.0.0.1 http://127。0。0。1 http://[::1] http://[0:0:0:0:0:0:0:1] http://[::ffff:127.0.0.1] http://[::ffff:7f00:1]
  http://localhost http://LOCALHOST. http://a.localhost http://169.254.169.254/latest`

test.each(SPELLINGS.trim().split(/\s+/))('%s is private, however it is spelt', url => {
  expect(isPlainlyPrivate(hostOf(new URL(url)))).toBe(true)
})

test.each([
  'https://example.com',
  'https://localhost.example.com',
  'https://notlocalhost',
  'https://[2606:4700::1111]',
])('%s may be public', url => {
  expect(isPlainlyPrivate(hostOf(new URL(url)))).toBe(false)
})
