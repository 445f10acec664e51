import { admit } from '@ringfence/domain/admit'
import { Confirmation, NewSecondFactor, RecoveryCodes, SecondFactor } from '@ringfence/domain/second-factor'
import type { TObject } from '@sinclair/typebox'
import { JSON_TYPE } from '../http/body'
import { exampleRecord } from './example'
import { failures, invalid, oddKey } from './failures'
import { idempotencyParameter, success } from './parts'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'
import { sessionAlone } from './session-alone'

const RECENT = 'It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).'

const data = (schema: TObject) => ({ schema: reference(schema), example: exampleRecord(schema) })

export const secondFactorDocs = {
  show: sessionAlone({
    operationId: 'showSecondFactor',
    summary: 'Show the own second factor',
    description: 'Whether signing in takes a code, and how many recovery codes are left.',
    responses: {
      200: success('What there is.', 'Second factor loaded successfully.', data(SecondFactor)),
      ...failures(...EVERYWHERE, 'NotFound'),
    },
  }),
  begin: sessionAlone({
    operationId: 'createSecondFactor',
    summary: 'Begin a second factor',
    description: `Makes what an authenticator (TOTP, RFC 6238) makes its codes of, and shows it this once. It counts from \`POST /api/admin/second-factor/confirm\` on; begun again, it is another one. Nothing is sent in the body. ${RECENT}`,
    parameters: [idempotencyParameter],
    responses: {
      201: success('What makes the codes.', 'Second factor created successfully.', data(NewSecondFactor)),
      ...failures(...EVERYWHERE, 'NotFound', 'InUse'),
      ...invalid(oddKey),
    },
  }),
  confirm: sessionAlone({
    operationId: 'confirmSecondFactor',
    summary: 'Confirm a second factor',
    description: `With a code of the authenticator. From then on signing in takes one, and each works once. All sessions of the admin end, and a new one begins for the caller. The recovery codes are shown this once. ${RECENT}`,
    requestBody: { required: true, content: { [JSON_TYPE]: data(Confirmation) } },
    responses: {
      200: success('Codes to keep.', 'Second factor confirmed successfully.', data(RecoveryCodes), 'Set-Cookie'),
      ...failures(...EVERYWHERE, ...WITH_BODY, 'InUse'),
      ...invalid(() => admit(Confirmation, {})),
    },
  }),
  renewRecoveryCodes: sessionAlone({
    operationId: 'renewRecoveryCodes',
    summary: 'Replace the recovery codes',
    description: `Makes new ones and shows them this once; those before work no more. Nothing is sent in the body. ${RECENT}`,
    parameters: [idempotencyParameter],
    responses: {
      200: success('Codes to keep.', 'Recovery codes updated successfully.', data(RecoveryCodes)),
      ...failures(...EVERYWHERE, 'NotFound', 'KeyReused'),
      ...invalid(oddKey),
    },
  }),
  remove: sessionAlone({
    operationId: 'deleteSecondFactor',
    summary: 'Remove the own second factor',
    description: `From then on the password alone signs in. All sessions of the admin end, and a new one begins for the caller. ${RECENT}`,
    responses: {
      200: success('It is gone.', 'Second factor deleted successfully.', undefined, 'Set-Cookie'),
      ...failures(...EVERYWHERE, 'NotFound'),
    },
  }),
}
