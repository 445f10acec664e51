import { Cdr } from '@ringfence/domain/cdr'
import { admitCdrSummary, CdrSummary, CdrSummaryQuery } from '@ringfence/domain/cdr-summary'
import { csvRow } from '@ringfence/domain/csv'
import { admitQuery, CdrExportQuery } from '@ringfence/domain/list'
import type { DocumentDecoration } from 'elysia'
import { CSV_TYPE, NDJSON_TYPE } from '../http/exported'
import { exampleRecord } from './example'
import { failures, invalid } from './failures'
import { headers } from './headers'
import { queryParameters, success } from './parts'
import { EVERYWHERE } from './resource'
import { reference } from './schemas'

const example = exampleRecord(Cdr)
const columns = Object.keys(example)

const summary: DocumentDecoration = {
  operationId: 'summarizeCdrs',
  summary: 'Total CDRs by day',
  description:
    'How many calls there were on each day, how they ended, how long they took and what they cost. Over 400 days at most.',
  parameters: queryParameters(CdrSummaryQuery),
  responses: {
    200: success('The totals.', 'CDR summary loaded successfully.', {
      schema: reference(CdrSummary),
      example: exampleRecord(CdrSummary),
    }),
    ...failures(...EVERYWHERE),
    ...invalid(() => admitCdrSummary(new URLSearchParams({ from: '2025-01-01T00:00:00Z' }), new Date('2026-11-27Z'))),
  },
}

const exports: DocumentDecoration = {
  operationId: 'exportCdrs',
  summary: 'Export CDRs',
  description: `All call records that the filters leave, newest first, as a file. A text that a spreadsheet would run as a formula has an apostrophe before it in csv. What is exported as \`${NDJSON_TYPE}\` can be sent as a batch. Goes into the audit trail.`,
  parameters: queryParameters(CdrExportQuery),
  responses: {
    200: {
      description: 'The file.',
      headers: headers(),
      content: {
        [CSV_TYPE]: {
          schema: { type: 'string' },
          example: `${csvRow(columns)}${csvRow(Object.values(example).map(value => (typeof value === 'number' ? value : String(value))))}`,
        },
        [NDJSON_TYPE]: { schema: { type: 'string' }, example: `${JSON.stringify(example)}\n` },
      },
    },
    ...failures(...EVERYWHERE),
    ...invalid(() => admitQuery(CdrExportQuery, new URLSearchParams({ format: 'xml' }))),
  },
}

export const cdrReportDocs = { summary, export: exports }
