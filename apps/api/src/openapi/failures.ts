import { InUse, KeyReused, NotFound, Stale } from '@ringfence/db/errors'
import { Unavailable } from '@ringfence/db/faults'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE, MAX_BODY_BYTES } from '../http/body'
import {
  type Answer,
  answerTo,
  BadJson,
  BadText,
  CrossSite,
  ourFault,
  Throttled,
  TooLarge,
  TooSlow,
  Unauthorized,
  UnsupportedMedia,
} from '../http/failures'
import { oddIdempotencyKey } from '../http/once'
import { headers } from './headers'
import { referenceTo } from './published'

/** The failures that operations share. Status and example are what the server answers to `error`. */
const shared = {
  BadJson: { error: new BadJson(), description: 'The body is not JSON.' },
  BadText: { error: new BadText(), description: 'The body is not UTF-8.' },
  Unauthorized: {
    error: new Unauthorized(),
    description:
      'There is neither a session nor a token. This is decided before anything else of the request is looked at.',
  },
  Forbidden: {
    error: new CrossSite(),
    description:
      'The page of another site sent this, the role of the admin or token does not allow it, or the admin has to add a second factor or authenticate again first. The `code` says which.',
  },
  NotFound: { error: new NotFound('Extension'), description: 'There is none with this id that the admin may see.' },
  TooSlow: { error: new TooSlow(), description: 'The body did not arrive in time.' },
  InUse: { error: new InUse('Tenant is still in use.'), description: 'It cannot go while others need it.' },
  KeyReused: { error: new KeyReused(), description: 'The `Idempotency-Key` came with another request before.' },
  Stale: { error: new Stale(), description: 'It is no longer the version that `If-Match` names.' },
  TooLarge: { error: new TooLarge(MAX_BODY_BYTES), description: 'The body is too large.' },
  UnsupportedMedia: {
    error: new UnsupportedMedia([JSON_TYPE]),
    description: 'The body is of none of the media types that are taken here.',
  },
  Throttled: { error: new Throttled(1), description: 'Too many requests or attempts.' },
  OurFault: { error: new Error(), description: 'A fault of the server. Its cause is in the log, by the request id.' },
  Unavailable: {
    error: new Unavailable('busy'),
    description:
      'The database cannot be reached, all connections to it are busy, or the server is starting or stopping. A write may have been done if the connection broke in the middle of it.',
  },
} satisfies Record<string, { error: Error; description: string }>

export type FailureName = keyof typeof shared

type Responses = Record<string, OpenAPIV3.ReferenceObject | OpenAPIV3.ResponseObject>

/** Answers of an operation, by status. */
export const failures = (...names: FailureName[]): Responses =>
  Object.fromEntries(
    names.map(name => [answered(shared[name].error).status, { $ref: `#/components/responses/${name}` }]),
  )

export const failureComponents = (): Record<string, OpenAPIV3.ResponseObject> =>
  Object.fromEntries(
    Object.entries(shared).map(([name, { error, description }]) => [name, response(error, description, 'Error')]),
  )

/** The 422 of an operation, with what the server answers to what `refused` throws. */
export const invalid = (refused: () => unknown, schema = 'ValidationError'): Responses => ({
  422: response(thrownBy(refused), 'Fields are at fault; all of them are named at once.', schema),
})

/** What the server answers to what `refused` throws. */
export const refusalOf = (refused: () => unknown): Answer['body'] => answered(thrownBy(refused)).body

const response = (error: unknown, description: string, schema: string): OpenAPIV3.ResponseObject => {
  const answer = answered(error)
  return {
    description,
    headers: answer.headers?.['retry-after'] ? headers('Retry-After') : headers(),
    content: { [JSON_TYPE]: { schema: referenceTo(schema), example: answer.body } },
  }
}

const answered = (error: unknown): Answer => {
  const answer = answerTo(error) ?? ourFault
  return answer.status < 500 ? answer : { ...answer, body: { ...answer.body, request_id: REQUEST_ID } }
}

/** What an `Idempotency-Key` that is none is refused with. */
export const oddKey = (): never => {
  throw oddIdempotencyKey()
}

const thrownBy = (refused: () => unknown): unknown => {
  try {
    refused()
  } catch (error) {
    return error
  }
  throw new Error('The example of a refusal was not refused.')
}

const REQUEST_ID = '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11'
