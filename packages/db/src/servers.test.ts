import { expect, test } from 'bun:test'
import { openServers, serversOf } from './servers'

test.each([
  ['postgres://u:p@h:5432/r?sslmode=require', ['postgres://u:p@h:5432/r?sslmode=require']],
  ['postgresql://h/r', ['postgresql://h/r']],
  [
    'postgres://u:p,%40@h:1,[::1]:2,i/r?target_session_attrs=primary&sslmode=require',
    [
      'postgres://u:p,%40@h:1/r?sslmode=require',
      'postgres://u:p,%40@[::1]:2/r?sslmode=require',
      'postgres://u:p,%40@i/r?sslmode=require',
    ],
  ],
  ['postgres://h,i/r?target_session_attrs=read-write', ['postgres://h/r', 'postgres://i/r']],
])('%s names each server with all the rest', (url, servers) => {
  expect(serversOf(url)).toEqual(servers)
})

test.each([
  'postgres://h,/r',
  'postgres://u@,h/r',
  'postgres://h,i:99999/r',
  'postgres://h,i/r?target_session_attrs=standby',
  'postgres://h/r?target_session_attrs=any',
  'h,i',
])('%s is refused', url => {
  expect(() => serversOf(url)).toThrow(TypeError)
})

test('the server that was the primary last comes first, and the others keep their order', () => {
  const servers = openServers('postgres://a,b,c/r')
  const inOrder = () => servers.inOrder().map(url => new URL(url).hostname)
  expect(inOrder()).toEqual(['a', 'b', 'c'])
  servers.prefer('postgres://c/r')
  expect(inOrder()).toEqual(['c', 'a', 'b'])
  servers.prefer('postgres://a/r')
  expect(inOrder()).toEqual(['a', 'c', 'b'])
})
