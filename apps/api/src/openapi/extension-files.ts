import { ImportRefused } from '@ringfence/db/errors'
import { csvRow } from '@ringfence/domain/csv'
import {
  ExtensionImportQuery,
  ExtensionImportReport,
  ExtensionImportRow,
  ImportFault,
  reportOn,
} from '@ringfence/domain/extension-import'
import { admitExtensionRange, ExtensionRange, ExtensionRangeInput } from '@ringfence/domain/extension-range'
import { admitQuery, ExtensionExportQuery } from '@ringfence/domain/list'
import type { TSchema } from '@sinclair/typebox'
import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE, UPLOAD } from '../http/body'
import { CSV_TYPE, NDJSON_TYPE } from '../http/exported'
import { MAX_IMPORT_ROWS } from '../http/import-file'
import { exampleOf, exampleRecord } from './example'
import { failures, invalid } from './failures'
import { headers } from './headers'
import { idempotencyParameter, queryParameters, success } from './parts'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'

/** What an export has of each extension: what an import reads, without secrets. */
export const EXPORT_COLUMNS = [
  'tenant_id',
  'tenant',
  'extension_number',
  'display_name',
  'email',
  'status',
  'voicemail_enabled',
]

const file = (examples: Record<string, string>): Record<string, OpenAPIV3.MediaTypeObject> =>
  Object.fromEntries(Object.entries(examples).map(([type, example]) => [type, { schema: { type: 'string' }, example }]))

const example = exampleRecord(ExtensionImportRow)
const exportedRow = Object.fromEntries(EXPORT_COLUMNS.map(name => [name, example[name]]))

const exportExtensions: DocumentDecoration = {
  operationId: 'exportExtensions',
  summary: 'Export extensions',
  description: `All extensions that the admin may see and the filters let through, as a file that an import takes. No secrets are in it; that it was made is in the audit trail. In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front, which an import takes away again. Without \`format\`, \`Accept: ${NDJSON_TYPE}\` asks for NDJSON.`,
  parameters: queryParameters(ExtensionExportQuery),
  responses: {
    200: {
      description: 'The file.',
      headers: headers(),
      content: file({
        [CSV_TYPE]: csvRow(EXPORT_COLUMNS) + csvRow(Object.values(exportedRow).map(String)),
        [NDJSON_TYPE]: `${JSON.stringify(exportedRow)}\n`,
      }),
    },
    ...failures(...EVERYWHERE),
    ...invalid(() => admitQuery(ExtensionExportQuery, new URLSearchParams({ format: 'xlsx' }))),
  },
}

const { tenant: _, ...byTenantId } = example
const newRow = (extension_number: string) => ({ ...byTenantId, action: 'create', extension_number })
const newLine = (extension_number: string) => `${JSON.stringify(newRow(extension_number))}\n`

const faulty = reportOn([exampleRecord(ImportFault) as ImportFault], { dry_run: false, rows: 3 })

const refused = () => {
  throw new ImportRefused(faulty)
}

const columns = Object.entries<TSchema>(ExtensionImportRow.properties)
  .map(([name, { description }]) => `- \`${name}\`: ${description}`)
  .join('\n')

const importExtensions: DocumentDecoration = {
  operationId: 'importExtensions',
  summary: 'Import extensions',
  description: `Creates, changes and deletes what a file says, in one transaction: all of it or, by default, nothing. CSV has a header with the names of columns, in any order, and commas, semicolons or tabs between them; NDJSON has a JSON object in each line. At most ${MAX_IMPORT_ROWS} rows and ${UPLOAD.maxBytes / 1024 / 1024} MiB.

${columns}

Other columns are ignored. \`tenant_id\` or \`tenant\` must be there, and agree when both are. An empty cell means the default of an optional field, and is a fault in a required one. What a row does not change stays as it is, its version too; each extension is in one row at most. Deletions come first, so that they make room in the quota of a tenant.

\`dry_run\` tells what would happen, also which numbers are taken and which quota is reached.`,
  parameters: [...queryParameters(ExtensionImportQuery), idempotencyParameter],
  requestBody: {
    required: true,
    content: file({
      [CSV_TYPE]: csvRow(Object.keys(byTenantId)) + csvRow(Object.values(newRow('7201')).map(String)),
      [NDJSON_TYPE]: newLine('7202'),
      'application/ndjson': newLine('7203'),
    }),
  },
  responses: {
    200: success(
      'What was done, or with `dry_run` would be.',
      ['Extensions imported successfully.', 'Extensions checked successfully.'],
      { schema: reference(ExtensionImportReport), example: { ...faulty, created: 1, updated: 1 } },
    ),
    ...failures(...EVERYWHERE, ...WITH_BODY, 'BadText', 'Forbidden', 'KeyReused'),
    ...invalid(refused, 'ImportError'),
  },
}

const range: DocumentDecoration = {
  operationId: 'createExtensionRange',
  summary: 'Create a range of extensions',
  description:
    'Makes an extension of every number from the first to the last, all of them or none, with generated secrets that the answer shows this once. Numbers that are taken are named.',
  parameters: [idempotencyParameter],
  requestBody: {
    required: true,
    content: { [JSON_TYPE]: { schema: reference(ExtensionRangeInput), example: exampleOf(ExtensionRangeInput) } },
  },
  responses: {
    201: success('The new extensions.', 'Extensions created successfully.', {
      schema: reference(ExtensionRange),
      example: exampleOf(ExtensionRange),
    }),
    ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden', 'KeyReused'),
    ...invalid(() => admitExtensionRange({})),
  },
}

export const extensionFileDocs = { export: exportExtensions, import: importExtensions, range }
