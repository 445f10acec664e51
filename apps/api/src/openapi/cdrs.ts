import { Cdr, CdrInput } from '@ringfence/domain/cdr'
import { CdrListQuery } from '@ringfence/domain/list'
import { CdrRow } from '@ringfence/domain/relations'
import { cdrBatchDocs } from './cdr-batch'
import { cdrReportDocs } from './cdr-reports'
import { resourceDocs } from './resource'

export const cdrDocs = {
  ...resourceDocs({
    singular: 'CDR',
    plural: 'CDRs',
    input: CdrInput,
    record: Cdr,
    row: CdrRow,
    detail: CdrRow,
    listQuery: CdrListQuery,
    example: { call_id: '3c26700f-8e5d-4e0c' },
    changeExample: { cost: 0.05, disposition: 'answered' },
    notes: {
      list: 'By `started_at`, newest first.',
      create: 'A `call_id` that its tenant has already is no fault: the stored record is answered, with 200.',
      remove: 'Nothing else goes with it.',
    },
    mayExist: true,
  }),
  batch: cdrBatchDocs,
  ...cdrReportDocs,
}
