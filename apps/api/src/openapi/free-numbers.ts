import { admitFreeNumbersQuery, FreeNumbers, FreeNumbersQuery } from '@ringfence/domain/free-numbers'
import type { DocumentDecoration } from 'elysia'
import { exampleRecord } from './example'
import { failures, invalid } from './failures'
import { idParameter, queryParameters, success } from './parts'
import { EVERYWHERE } from './resource'
import { reference } from './schemas'

export const freeNumbersDocs: DocumentDecoration = {
  operationId: 'listFreeNumbers',
  summary: 'List free numbers of a tenant',
  description:
    'The first numbers from `from` to `to` that neither an extension nor a queue has, and the first ranges of them. The number of a deleted extension is free. Nothing is reserved: two who ask at once are told the same, and of two who then create it one is refused.',
  parameters: [idParameter('tenant'), ...queryParameters(FreeNumbersQuery)],
  responses: {
    200: success('The free numbers.', 'Free numbers fetched successfully.', {
      schema: reference(FreeNumbers),
      example: exampleRecord(FreeNumbers),
    }),
    ...failures(...EVERYWHERE, 'NotFound'),
    ...invalid(() => admitFreeNumbersQuery(new URLSearchParams({ from: '2000', to: '1999' }))),
  },
}
