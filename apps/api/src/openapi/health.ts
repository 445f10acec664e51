import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE } from '../http/body'
import { headers } from './headers'
import { referenceTo } from './published'

const status = (description: string, value: string): OpenAPIV3.ResponseObject => ({
  description,
  headers: headers(),
  content: {
    [JSON_TYPE]: {
      schema: {
        type: 'object',
        required: ['status'],
        properties: { status: { type: 'string', enum: [value] } },
        additionalProperties: false,
      },
      example: { status: value },
    },
  },
})

export const healthDocs = {
  live: {
    operationId: 'live',
    summary: 'Is the process alive?',
    description: 'Answers while the process does. It asks nothing of the database.',
    security: [],
    responses: { 200: status('It is.', 'ok') },
  },
  ready: {
    operationId: 'ready',
    summary: 'May requests be sent here?',
    description: 'Whether the database answers within a second and has the schema that this version needs.',
    security: [],
    responses: {
      200: status('They may.', 'ready'),
      503: {
        description: 'Not now: starting, stopping, or without a database.',
        headers: headers('Retry-After'),
        content: {
          [JSON_TYPE]: { schema: referenceTo('Error'), example: { message: 'The database is not available.' } },
        },
      },
    },
  },
} satisfies Record<string, DocumentDecoration>
