import { Administrator, Credentials } from '@ringfence/domain/admin'
import { admit } from '@ringfence/domain/admit'
import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE } from '../http/body'
import { InvalidCredentials, SecondFactorRequired } from '../http/failures'
import { exampleRecord } from './example'
import { failures, refusalOf } from './failures'
import { headers } from './headers'
import { success } from './parts'
import { referenceTo } from './published'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'

const administrator = { schema: reference(Administrator), example: exampleRecord(Administrator) }

const wrong = () => {
  throw new InvalidCredentials()
}
const withoutCode = () => {
  throw new SecondFactorRequired()
}
const missing = () => admit(Credentials, {})

const refused: OpenAPIV3.ResponseObject = {
  description:
    'E-mail or password is wrong or missing; which of the two is wrong is not told. Or the code of the second factor is wrong.',
  headers: headers(),
  content: {
    [JSON_TYPE]: {
      schema: { anyOf: [referenceTo('Error'), referenceTo('ValidationError')] },
      examples: {
        wrong: { summary: 'Wrong', value: refusalOf(wrong) },
        missing: { summary: 'Missing', value: refusalOf(missing) },
      },
    },
  },
}

const needsCode: OpenAPIV3.ResponseObject = {
  description: 'E-mail and password are right, and this admin has a second factor: the same again with a `code`.',
  headers: headers(),
  content: { [JSON_TYPE]: { schema: referenceTo('Error'), example: refusalOf(withoutCode) } },
}

export const sessionDocs = {
  login: {
    operationId: 'login',
    summary: 'Sign in',
    description:
      'Begins a session and sets its cookie, which authenticates every later call: on this page too. Repeated wrong attempts are slowed down, then refused for a while. Who has a second factor sends a `code` as well.',
    security: [],
    requestBody: {
      required: true,
      content: {
        [JSON_TYPE]: {
          schema: reference(Credentials),
          example: { email: 'admin@ringfence.example', password: 'the-password-of-the-first-start' },
        },
      },
    },
    responses: {
      200: success('Signed in.', 'Login successful.', administrator, 'Set-Cookie'),
      ...failures(...WITH_BODY, 'Forbidden', 'Throttled', 'OurFault', 'Unavailable'),
      401: needsCode,
      422: refused,
    },
  },
  me: {
    operationId: 'showMe',
    summary: 'Show who is signed in',
    description: 'The admin whose session the cookie stands for.',
    responses: {
      200: success('The admin.', 'Authenticated user loaded.', administrator),
      ...failures(...EVERYWHERE),
    },
  },
  logout: {
    operationId: 'logout',
    summary: 'Sign out',
    description: 'Ends the session at once and clears its cookie. Without a session it answers the same.',
    security: [],
    responses: {
      200: success('Signed out.', 'Logged out successfully.', undefined, 'Set-Cookie'),
      ...failures('Forbidden', 'Throttled', 'OurFault', 'Unavailable'),
    },
  },
} satisfies Record<string, DocumentDecoration>
