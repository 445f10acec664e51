import { type Static, Type } from '@sinclair/typebox'
import { admitChange, type Errors } from './admit'
import { Extension, ExtensionInput, secretPolicy } from './extension'
import { count, input, integer, nullable, optional, record } from './fields'
import type { JsonObject } from './json-object'
import { Tenant } from './tenant'
import { REQUIRED, text } from './text'

const ACTIONS = ['create', 'update', 'delete', 'upsert'] as const
export type ImportAction = (typeof ACTIONS)[number]

const { tenant_id, ...fields } = ExtensionInput.properties

// What is missing depends on whether the extension is there, so one column alone is always required.
export const ExtensionImportRow = {
  ...input(
    {
      action: text({
        maxLength: 10,
        enum: ACTIONS,
        description: '`upsert` without it: changes the extension that is there, or creates it.',
        example: 'upsert',
      }),
      tenant_id: optional(tenant_id),
      tenant: optional(
        text({ maxLength: 255, description: 'The slug of the tenant, in place of its id.', example: 'acme' }),
      ),
      ...fields,
    },
    'What to do with one extension, which its tenant and number name. Fields that are left out stay as they are; an empty secret stays too.',
  ),
  required: ['extension_number'],
}
export type ExtensionImportRow = Static<typeof ExtensionImportRow>

/** The columns that an import reads, in the order of a template. */
export const IMPORT_COLUMNS = Object.keys(ExtensionImportRow.properties)

export const ExtensionImportQuery = input(
  {
    dry_run: Type.Boolean({
      default: false,
      description: 'Whether to do it all and then undo it, to see what would happen.',
      example: true,
    }),
    on_error: {
      ...text({
        maxLength: 10,
        enum: ['abort', 'skip'] as const,
        description: '`abort` does all or nothing, `skip` leaves out the rows at fault.',
        example: 'skip',
      }),
      default: 'abort',
    },
    generate_secrets: Type.Boolean({
      default: false,
      description: 'Whether new extensions without a secret get one, which the answer shows this once.',
      example: true,
    }),
  },
  'How to import.',
)
export type ExtensionImportQuery = Static<typeof ExtensionImportQuery>

const FAULT = { line: 4, column: 'email', message: 'The email must be a valid email address.' }
const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'

/** What is wrong with one cell of a file, or with a whole row when `column` is null. */
export const ImportFault = record(
  {
    line: integer({ minimum: 1, description: 'Where the row begins in the file, from 1.', example: FAULT.line }),
    column: nullable(Type.String({ description: 'Which column, or null for the whole row.', example: FAULT.column })),
    message: Type.String({
      description: 'What is wrong with it. What was sent is never repeated.',
      example: FAULT.message,
    }),
  },
  'What is wrong with a row.',
)
export type ImportFault = Static<typeof ImportFault>

/** At most so many faults are listed. */
export const FAULTS_SHOWN = 1000

const { extension_number } = Extension.properties

export const ExtensionImportReport = record(
  {
    dry_run: Type.Boolean({ description: 'Whether nothing was changed, as it was only asked for.', example: false }),
    rows: count('How many rows the file has.'),
    created: count('How many extensions the rows without fault create.'),
    updated: count('How many they change.'),
    deleted: count('How many they delete.'),
    unchanged: count('How many rows say what is so already.'),
    failed: count('How many rows are at fault.'),
    errors_count: count('How many faults there are.'),
    errors: Type.Array(ImportFault, {
      description: `The first ${FAULTS_SHOWN} of them, in the order of the file.`,
      example: [FAULT],
    }),
    secrets: Type.Optional(
      Type.Array(
        record(
          {
            line: ImportFault.properties.line,
            tenant_id: Tenant.properties.id,
            extension_number,
            secret: Type.String({ description: 'The SIP password in clear.', example: SECRET }),
          },
          'The secret of a new extension.',
        ),
        {
          description: 'Those that were generated.',
          example: [{ line: 2, tenant_id: 1, extension_number: '1001', secret: SECRET }],
        },
      ),
    ),
  },
  'What an import did, or would do.',
)
export type ExtensionImportReport = Static<typeof ExtensionImportReport>

/** What is said of a file before any of it is done. */
export const reportOn = (
  faults: ImportFault[],
  { dry_run, rows }: { dry_run: boolean; rows: number },
): ExtensionImportReport => ({
  dry_run,
  rows,
  created: 0,
  updated: 0,
  deleted: 0,
  unchanged: 0,
  failed: new Set(faults.map(({ line }) => line)).size,
  errors_count: faults.length,
  errors: faults.slice(0, FAULTS_SHOWN),
})

/** A row that is sound by itself. `missing` says what it lacks to create an extension. */
export type ImportRow = {
  line: number
  action: ImportAction
  tenantId: number | null
  tenant: string | null
  number: string
  change: Partial<Omit<ExtensionInput, 'tenant_id' | 'extension_number'>>
  missing: Errors
}

/** Throws Invalid with all faulty columns at once. An empty cell of a required field is one, but that of a secret is none at all. */
export const admitImportRow = (line: number, cells: JsonObject): ImportRow => {
  const { action, tenant_id, tenant, extension_number, ...change } = admitChange(
    ExtensionImportRow,
    named(cells),
    rowPolicy,
  )
  return {
    line,
    action: action ?? 'upsert',
    tenantId: tenant_id ?? null,
    tenant: tenant ?? null,
    number: extension_number ?? '',
    change,
    missing: missing(change),
  }
}

const PLACE = ['action', 'tenant_id', 'tenant', 'extension_number']
const MAY_BE_EMPTY = ['action', 'secret']

/** Without the columns that say nothing here, and with the number in any case. Spreadsheets write booleans in capitals. */
const named = (cells: JsonObject): JsonObject => {
  const sent: JsonObject = { extension_number: null }
  for (const name of cells.action === 'delete' ? PLACE : IMPORT_COLUMNS) {
    const value = Object.hasOwn(cells, name) && cells[name] !== '' ? cells[name] : null
    if (!Object.hasOwn(cells, name) || (value === null && MAY_BE_EMPTY.includes(name))) continue
    sent[name] = typeof value === 'string' && name === 'voicemail_enabled' ? value.toLowerCase() : value
  }
  return sent
}

const rowPolicy = (sound: Partial<ExtensionImportRow>): Errors => ({
  ...secretPolicy(sound),
  ...((sound.tenant_id ?? sound.tenant ?? null) === null && {
    tenant_id: [REQUIRED.replace(':attribute', 'tenant id')],
  }),
})

const missing = (change: object): Errors => {
  const errors: Errors = {}
  for (const name of ['display_name', 'status', 'secret'])
    if (!Object.hasOwn(change, name)) errors[name] = [REQUIRED.replace(':attribute', name.replace('_', ' '))]
  return errors
}
