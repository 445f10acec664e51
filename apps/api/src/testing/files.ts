import type { ExtensionImportReport } from '@ringfence/domain/extension-import'
import { type Answer, documentedCaller } from './call'
import type { TestServer } from './server'

export type Imported = Answer<ExtensionImportReport>

/** Sends files of one caller to be imported, as CSV unless `type` says otherwise; every answer must be a documented one. */
export const importer =
  (server: TestServer, cookie: string) =>
  (body: string | Uint8Array<ArrayBuffer>, query = '', headers: Record<string, string> = {}): Promise<Imported> =>
    documentedCaller(server, cookie)<ExtensionImportReport>('POST', `/api/extensions/import${query}`, {
      body,
      headers: { 'content-type': 'text/csv', ...headers },
    })

/** A file as CSV out of lines of cells that need no quotes. */
export const csv = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`

/** Rows `from` to `to` for a tenant, each with a secret of its own. */
export const manyRows = (tenant: { id: number }, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index
    return `${tenant.id},${number},Desk ${number},desk${number}@acme.example,active,${number % 2 === 0},secret-of-${number}`
  })

export const HEADER = 'tenant_id,extension_number,display_name,email,status,voicemail_enabled,secret'
