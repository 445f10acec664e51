import { AuditEntry } from '@ringfence/domain/audit'
import { AuditListQuery, admitQuery, HistoryQuery } from '@ringfence/domain/list'
import type { TObject } from '@sinclair/typebox'
import type { DocumentDecoration } from 'elysia'
import { exampleRecord } from './example'
import { failures, invalid } from './failures'
import { idParameter, queryParameters, success } from './parts'
import { EVERYWHERE } from './resource'
import { reference } from './schemas'

const entries = success(
  'The entries.',
  'Audit entries fetched successfully.',
  { schema: { type: 'array', items: reference(AuditEntry) }, example: [exampleRecord(AuditEntry)] },
  'Link',
)

const noLimit = (query: TObject) => invalid(() => admitQuery(query, new URLSearchParams({ limit: '0' })))

const list: DocumentDecoration = {
  operationId: 'listAuditEntries',
  summary: 'List the audit trail',
  description:
    "Who did what, when and from where, newest first; with `limit`, a page of it. A tenant's admin sees the entries of the tenant; those of no tenant, such as sign-ins of unknown names, only who sees all tenants. Each entry was written by the statement that did what it says. Nothing is ever changed in it, and of a secret it says only that it changed. What a role or a token did not allow is `request.refused`, the first time within a minute.",
  parameters: queryParameters(AuditListQuery),
  responses: { 200: entries, ...failures(...EVERYWHERE), ...noLimit(AuditListQuery) },
}

const history: DocumentDecoration = {
  operationId: 'listExtensionHistory',
  summary: 'List the history of an extension',
  description:
    'What was done to it, newest first: who changed what from what to what, who revealed its secret. Also when it was deleted. What was loaded in bulk has no entry of its own.',
  parameters: [idParameter('extension'), ...queryParameters(HistoryQuery)],
  responses: { 200: entries, ...failures(...EVERYWHERE, 'NotFound'), ...noLimit(HistoryQuery) },
}

export const auditDocs = { list, history }
