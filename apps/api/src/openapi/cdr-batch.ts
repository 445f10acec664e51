import { CdrInput } from '@ringfence/domain/cdr'
import { admitCdrs, CdrBatchResult, GREATEST_BATCH } from '@ringfence/domain/cdr-batch'
import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE } from '../http/body'
import { NDJSON_TYPES } from '../http/ndjson'
import { exampleRecord } from './example'
import { failures, invalid } from './failures'
import { idempotencyParameter, success } from './parts'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'

// Without an extension: the example must work where there is none yet.
const examples = ['5f0c1d7e-batch-1', '5f0c1d7e-batch-2'].map(call_id =>
  exampleRecord(CdrInput, { call_id, extension_id: null }),
)

const lines: OpenAPIV3.MediaTypeObject = {
  schema: { type: 'string', description: 'On each line the JSON of one call record. Blank lines are passed over.' },
  example: examples.map(example => `${JSON.stringify(example)}\n`).join(''),
}

export const cdrBatchDocs: DocumentDecoration = {
  operationId: 'createCdrBatch',
  summary: 'Create many CDRs',
  description: `Stores call records, of one tenant or of several. A \`call_id\` that its tenant has already, or that comes twice, is no fault: it is counted as existing, and what is stored stays as it is. So a batch can always be sent again.

As \`${JSON_TYPE}\`, an array of up to ${GREATEST_BATCH.toLocaleString('en')}: all of it is stored or none. Faults are named as \`2.direction\`, counted from 0.

As \`${NDJSON_TYPES[0]}\`, lines of up to 32 MiB together: every line that is sound is stored, the others are named; where none is, the answer is 422, with faults as \`7.direction\`, counted from 1. They are stored by the thousand: what was stored before a 503 stays, and with the same \`Idempotency-Key\` even records without a \`call_id\` are stored once.`,
  parameters: [idempotencyParameter],
  requestBody: {
    required: true,
    content: {
      [JSON_TYPE]: {
        schema: { type: 'array', maxItems: GREATEST_BATCH, items: reference(CdrInput) },
        example: examples,
      },
      ...Object.fromEntries(NDJSON_TYPES.map(type => [type, lines])),
    },
  },
  responses: {
    201: success('What came of it.', 'CDRs created successfully.', {
      schema: reference(CdrBatchResult),
      example: { ...exampleRecord(CdrBatchResult), created: 2, existing: 0, failed: 0 },
    }),
    ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden', 'KeyReused'),
    ...invalid(() => admitCdrs([exampleRecord(CdrInput), {}])),
  },
}
