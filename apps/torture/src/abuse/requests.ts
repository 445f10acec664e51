import fc from 'fast-check'
import { damaged, hostileText, valid } from './arbitrary'
import { address, type Body, type Operation, type Parameter, written } from './operations'

/** A request of whatever is foreseen, or not, of an operation. */
export type Request = { path: string; headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }

type Sent = Pick<Request, 'headers' | 'body'>

/** Requests of which most are nearly right. */
export const requestsOf = (operation: Operation): fc.Arbitrary<Request> => {
  const within = (place: string) => operation.parameters.filter(each => each.in === place)
  const nothing: fc.Arbitrary<Sent> = fc.constant({ headers: {} })
  return fc
    .record({
      values: all(within('path').map(each => [each.name, pathValue(operation, each)])),
      query: some(within('query').map(each => [each.name, text(each)])),
      headers: some(within('header').map(each => [each.name, headerText(each)])),
      sent: operation.bodies.length > 0 ? fc.oneof(...operation.bodies.map(bodyOf)) : nothing,
    })
    .map(({ values, query, headers, sent }) => ({
      ...sent,
      path: address(operation.path, values, query),
      headers: { ...headers, ...sent.headers },
    }))
}

type Named = [name: string, value: fc.Arbitrary<string>]

const all = (fields: Named[]): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(...fields.map(([, value]) => value))
    .map(values => Object.fromEntries(fields.map(([name], at) => [name, values[at] ?? ''])))

const some = (fields: Named[]): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(fc.subarray(fields.map(([name]) => name)), all(fields))
    .map(([names, values]) => Object.fromEntries(names.map(name => [name, values[name] ?? ''])))

const text = ({ name, schema, example }: Parameter): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: valid(schema, name).map(value => String(value).toWellFormed()) },
    { weight: 2, arbitrary: fc.constant(String(example)) },
    { weight: 2, arbitrary: hostileText },
  )

/** What a header can hold at all. */
const headerText = ({ example }: Parameter): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(String(example), '*', '"1"', 'W/"1"', '""', '"1", "2"', '"99999999999999999999"'),
    fc.stringMatching(/^[!-~]{0,300}$/),
  )

/** An id that may be there; never that of who asks, nor what a URL cannot hold. */
const pathValue = ({ path }: Operation, { example }: Parameter): fc.Arbitrary<string> => {
  const usual = typeof example === 'number' ? fc.integer({ min: 1, max: 12 }).map(String) : fc.constant(String(example))
  const first = path.startsWith('/api/admins') ? '2' : '1'
  return fc
    .oneof({ weight: 8, arbitrary: usual }, { weight: 2, arbitrary: hostileText })
    .map(value => (value === '1' ? first : /^\.{0,2}$/.test(value) ? '0' : value))
}

const bodyOf = ({ type, schema, example }: Body): fc.Arbitrary<Sent> => {
  const isText = example === undefined || typeof example === 'string'
  const values = isText ? valid(schema) : fc.oneof(valid(schema), fc.constant(example))
  const bodies = fc.oneof(
    { weight: 9, arbitrary: values.map(value => written(type, value)) },
    { weight: 4, arbitrary: damaged(values).map(value => written(type, value)) },
    { weight: 1, arbitrary: fc.constant(isText ? String(example) : '{') },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  )
  const types = fc.oneof(
    { weight: 40, arbitrary: fc.constant(type) },
    fc.constantFrom(`${type}; charset=utf-8`, type.toUpperCase(), 'text/plain', 'application/x', ''),
  )
  return fc.record({ body: bodies, headers: types.map(name => ({ 'content-type': name })) })
}
