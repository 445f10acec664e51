import { type Program, run, type Surroundings } from './programs'

/** What a dump says of itself before anything is made of it. */
export type Contents = { schemaVersion: number; canaries: Uint8Array[] }

/** Throws BackupError when the file is no dump, or one of a newer pg_dump than this pg_restore knows. */
export const contentsOf = async (file: string, program: Program, environment: Surroundings): Promise<Contents> => {
  const tables = ['key_canaries', 'schema_migrations'].map(table => `--table=${table}`)
  const text = await run(program, ['--data-only', '--schema=public', ...tables, '--file=-', file], { environment })
  return {
    schemaVersion: Math.max(0, ...valuesIn(text, 'schema_migrations', 'version').map(Number)),
    canaries: valuesIn(text, 'key_canaries', 'sealed').map(value => Buffer.from(value.replace(/^\\+x/, ''), 'hex')),
  }
}

/** One column of what COPY writes of a table, where no value has a tab or an end of line. */
const valuesIn = (text: string, table: string, column: string): string[] => {
  const [, columns = '', rows = ''] =
    new RegExp(`^COPY public\\.${table} \\((.*)\\) FROM stdin;\\n([^]*?)^\\\\\\.$`, 'm').exec(text) ?? []
  const place = columns.split(', ').indexOf(column)
  return rows.split('\n').flatMap(row => (row ? [row.split('\t')[place] ?? ''] : []))
}
