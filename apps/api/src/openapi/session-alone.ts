import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { failures } from './failures'

/** The same operation, as one that no token may call. */
export const sessionAlone = <D extends DocumentDecoration & { responses: OpenAPIV3.ResponsesObject }>(
  detail: D,
): D => ({
  ...detail,
  security: [{ session: [] }],
  responses: { ...detail.responses, ...failures('Forbidden') },
})
