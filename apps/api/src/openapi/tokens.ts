import { TokenListQuery } from '@ringfence/domain/list'
import { NewToken, Token, TokenInput } from '@ringfence/domain/token'
import { exampleRecord } from './example'
import { failures } from './failures'
import { idParameter, success } from './parts'
import { EVERYWHERE, resourceDocs } from './resource'
import { reference } from './schemas'
import { sessionAlone } from './session-alone'

const example = { role: 'tenant', tenant_id: 1 }

const docs = resourceDocs({
  singular: 'Token',
  plural: 'Tokens',
  input: TokenInput,
  record: Token,
  row: Token,
  detail: Token,
  listQuery: TokenListQuery,
  example,
  changeExample: {},
  notes: {
    create:
      'It may do no more than the one who makes it, and is shown this once. It works while its maker is active, and is gone when his role or tenant changes. Making one takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).',
    remove: 'It works no more from then on. It takes a sign-in that is not long ago.',
  },
})

export const tokenDocs = {
  list: sessionAlone(docs.list),
  create: sessionAlone({
    ...docs.create,
    responses: {
      ...docs.create.responses,
      201: success('The new token.', 'Token created successfully.', {
        schema: reference(NewToken),
        example: exampleRecord(NewToken, example),
      }),
    },
  }),
  show: sessionAlone({
    ...docs.show,
    responses: {
      ...docs.show.responses,
      200: success('The token.', 'Token loaded successfully.', {
        schema: reference(Token),
        example: exampleRecord(Token, example),
      }),
    },
  }),
  remove: sessionAlone({
    ...docs.remove,
    summary: 'Revoke a token',
    parameters: [idParameter('token')],
    responses: {
      200: success('It is gone.', 'Token deleted successfully.'),
      ...failures(...EVERYWHERE, 'Forbidden', 'NotFound'),
    },
  }),
}
