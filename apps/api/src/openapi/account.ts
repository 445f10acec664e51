import { admitPasswordChange, PasswordChange } from '@ringfence/domain/admin'
import { admit } from '@ringfence/domain/admit'
import { admitQuery, SessionListQuery } from '@ringfence/domain/list'
import { Reauthentication } from '@ringfence/domain/second-factor'
import { Session } from '@ringfence/domain/session'
import { JSON_TYPE } from '../http/body'
import { exampleRecord } from './example'
import { failures, invalid } from './failures'
import { idParameter, queryParameters, success } from './parts'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'
import { sessionAlone } from './session-alone'

export const accountDocs = {
  changePassword: sessionAlone({
    operationId: 'changePassword',
    summary: 'Change the own password',
    description:
      'Ends all sessions of the admin who is signed in, and begins a new one for the caller, who stays signed in. Wrong current passwords are slowed down and refused as at sign-in. Tokens go on. It takes a sign-in that is not long ago.',
    requestBody: {
      required: true,
      content: { [JSON_TYPE]: { schema: reference(PasswordChange), example: exampleRecord(PasswordChange) } },
    },
    responses: {
      200: success('It is changed.', 'Password updated successfully.', undefined, 'Set-Cookie'),
      ...failures(...EVERYWHERE, ...WITH_BODY),
      ...invalid(() => admitPasswordChange({}, '')),
    },
  }),
  reauthenticate: sessionAlone({
    operationId: 'reauthenticate',
    summary: 'Authenticate again',
    description:
      'Shows with the password, and a code where there is a second factor, that the admin is still there. Calls that reveal a secret or change who may sign in take a sign-in, or this, within the last 15 minutes (or as many as the server is told); else they answer 403 `reauthentication_required`. The session goes on under a new cookie, and the old one is dead. Wrong attempts are slowed down and refused as at sign-in.',
    requestBody: {
      required: true,
      content: {
        [JSON_TYPE]: {
          schema: reference(Reauthentication),
          example: { password: exampleRecord(Reauthentication).password },
        },
      },
    },
    responses: {
      200: success('It was shown.', 'Authenticated again.', undefined, 'Set-Cookie'),
      ...failures(...EVERYWHERE, ...WITH_BODY),
      ...invalid(() => admit(Reauthentication, {})),
    },
  }),
  list: sessionAlone({
    operationId: 'listSessions',
    summary: 'List the own sessions',
    description: 'Where the admin is signed in, newest first.',
    parameters: queryParameters(SessionListQuery),
    responses: {
      200: success(
        'The sessions.',
        'Sessions fetched successfully.',
        { schema: { type: 'array', items: reference(Session) }, example: [exampleRecord(Session)] },
        'Link',
      ),
      ...failures(...EVERYWHERE),
      ...invalid(() => admitQuery(SessionListQuery, new URLSearchParams({ limit: '0' }))),
    },
  }),
  removeAll: sessionAlone({
    operationId: 'deleteSessions',
    summary: 'Sign out everywhere',
    description: 'Ends all sessions of the admin, this one too, and clears its cookie. Tokens go on.',
    responses: {
      200: success('All are ended.', 'Sessions deleted successfully.', undefined, 'Set-Cookie'),
      ...failures(...EVERYWHERE, 'NotFound'),
    },
  }),
  remove: sessionAlone({
    operationId: 'deleteSession',
    summary: 'End one of the own sessions',
    description: 'Signs out wherever that session is.',
    parameters: [idParameter('session')],
    responses: {
      200: success('It is ended.', 'Session deleted successfully.'),
      ...failures(...EVERYWHERE, 'NotFound'),
    },
  }),
}
