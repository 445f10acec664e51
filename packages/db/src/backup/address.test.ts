import { expect, test } from 'bun:test'
import { addressOf } from './address'

const cases: [string, Record<string, string>][] = [
  [
    'postgres://ada:s%40fe@db.example:5433/ring%20fence',
    { PGHOST: 'db.example', PGPORT: '5433', PGUSER: 'ada', PGPASSWORD: 's@fe', PGDATABASE: 'ring fence' },
  ],
  ['postgresql://db.example', { PGHOST: 'db.example', PGPORT: '5432' }],
  ['postgres://ada@[::1]:5433/x', { PGHOST: '::1', PGPORT: '5433', PGUSER: 'ada', PGDATABASE: 'x' }],
  [
    'postgres://ada@a:1,b:2,c/x?sslmode=require',
    {
      PGHOST: 'a,b,c',
      PGPORT: '1,2,5432',
      PGUSER: 'ada',
      PGDATABASE: 'x',
      PGSSLMODE: 'require',
      PGTARGETSESSIONATTRS: 'read-write',
    },
  ],
  ['postgres:///x?host=/run/postgresql', { PGHOST: '/run/postgresql', PGPORT: '5432', PGDATABASE: 'x' }],
]

for (const [url, address] of cases)
  test(`${url} is told to PostgreSQL's programs part by part`, () => {
    expect(addressOf(url)).toEqual(address)
  })

const VERIFIED = 'postgres://db.example/x?sslmode=verify-full'

test.each([
  [VERIFIED, { PGSSLROOTCERT: '/own.crt', NODE_EXTRA_CA_CERTS: '/more.crt' }, '/own.crt'],
  [VERIFIED, { NODE_EXTRA_CA_CERTS: '/more.crt' }, '/more.crt'],
  ['postgres://db.example/x?sslmode=require', { NODE_EXTRA_CA_CERTS: '/more.crt' }, undefined],
])('%s with %p is held against %p', (url, trust, authorities) => {
  expect(addressOf(url, trust).PGSSLROOTCERT).toBe(authorities)
})
