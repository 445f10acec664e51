import type { AsteriskRow, asterisk } from '@ringfence/db/asterisk'
import { Invalid } from '@ringfence/domain/admit'
import { changedContact, newContact, unknown } from './asterisk-contact'

/*
 * The dialect of res_config_curl: a question is a form whose names may end with an operator, an answer has a row on each line as a
 * form, or says how many rows were changed.
 */

type Tables = ReturnType<typeof asterisk>
type Fields = Record<string, string | undefined>

/** What a request asks for: the form in its body, and the key of an update in its query. */
export type Asked = { key: Fields; fields: Fields }

export type Operation = { writes?: true; run(tables: Tables, asked: Asked): Promise<string> }

/** The operation of that name on that table, if there is one. Digests are told one by one: nothing lists `ps_auths`. */
export const operationOn = (table: string, name: string): Operation | undefined => {
  const operations = Object.hasOwn(OPERATIONS, table) ? OPERATIONS[table] : undefined
  return operations && Object.hasOwn(operations, name) ? operations[name] : undefined
}

const one = (relation: Parameters<Tables['one']>[0]): Operation => ({
  run: async (tables, { fields }) => lines(await tables.one(relation, only(fields, 'id').id)),
})

const all = (relation: Parameters<Tables['all']>[0]): Operation => ({
  run: async (tables, { fields }) => {
    if (beginning(only(fields, 'id LIKE')['id LIKE']) !== '') throw unknown('id LIKE')
    return lines(await tables.all(relation))
  },
})

const OPERATIONS: Record<string, Record<string, Operation>> = {
  ps_auths: { single: one('ps_auths') },
  ps_aors: { single: one('ps_aors'), multi: all('ps_aors') },
  ps_endpoints: { single: one('ps_endpoints'), multi: all('ps_endpoints') },
  queue_members: {
    multi: {
      run: async (tables, { fields }) => {
        const asked = only(fields, 'interface LIKE', 'queue_name')
        if (asked['interface LIKE'] !== '%') throw unknown('interface LIKE')
        // Its first field names a row.
        const rows = await tables.members(asked.queue_name)
        return lines(rows.map(({ interface: phone = null, ...row }) => ({ interface: phone, ...row })))
      },
    },
  },
  ps_contacts: {
    single: { run: async (tables, { fields }) => lines(await tables.contact(only(fields, 'id').id)) },
    multi: {
      run: async (tables, { fields }) => lines(await tables.contacts(beginning(only(fields, 'id LIKE')['id LIKE']))),
    },
    store: { writes: true, run: async (tables, { fields }) => `${await tables.store(newContact(fields))}\n` },
    update: {
      writes: true,
      run: async (tables, { key, fields }) => `${await tables.update(only(key, 'id').id, changedContact(fields))}\n`,
    },
    destroy: { writes: true, run: async (tables, { fields }) => `${await tables.destroy(only(fields, 'id').id)}\n` },
  },
}

/** Exactly these fields. Throws Invalid. */
const only = <Name extends string>(fields: Fields, ...names: Name[]): Record<Name, string> => {
  const known = new Set<string>(names)
  for (const name of Object.keys(fields)) if (!known.has(name)) throw unknown(name)
  return Object.fromEntries(
    names.map(name => {
      const value = fields[name]
      if (!value) throw new Invalid({ [name]: [`The ${name} field is required.`] })
      return [name, value]
    }),
  ) as Record<Name, string> // Every name has its entry, one line above.
}

/** What a LIKE pattern wants the beginning to be; Asterisk knows no other patterns. */
const beginning = (pattern: string): string => {
  if (!/^[^%]*%$/.test(pattern)) throw unknown('id LIKE')
  return pattern.slice(0, -1)
}

const lines = (rows: AsteriskRow[]): string => rows.map(row => `${form(row)}\n`).join('')

const form = (row: AsteriskRow): string =>
  Object.entries(row)
    .flatMap(([name, value]) => (value === null ? [] : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&')
