import type { EngineCredentials } from '@ringfence/db/engines'
import { Invalid } from '@ringfence/domain/admit'
import { ALGORITHM_NAMES, digestAlgorithm } from '@ringfence/domain/digest-algorithm'
import { freeswitchCall } from '@ringfence/domain/freeswitch-call'
import { freeswitchEvent } from '@ringfence/domain/freeswitch-event'
import { freeswitchPosition } from '@ringfence/domain/freeswitch-position'
import { admitToldCall, ToldCall } from '@ringfence/domain/told-call'
import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { directory } from '../engine/freeswitch-directory'
import { FORM_TYPE, JSON_TYPE } from '../http/body'
import { exampleOf, exampleRecord } from './example'
import { type FailureName, failures, invalid } from './failures'
import { headers } from './headers'
import { success } from './parts'
import { EVERYWHERE, WITH_BODY } from './resource'
import { reference } from './schemas'

const security = [{ token: [] }, { engine: [] }]

const DIGEST = '4d00c35efcdbe9194e47c19c012162ae'

const FORM: FailureName[] = ['BadText', 'TooSlow', 'TooLarge', 'UnsupportedMedia', 'Forbidden']

const text = { type: 'string' as const }

const answer = (description: string, type: string, example: string): OpenAPIV3.ResponseObject => ({
  description,
  headers: headers(),
  content: { [type]: { schema: text, example } },
})

const form = (properties: Record<string, string>): OpenAPIV3.MediaTypeObject => ({
  schema: {
    type: 'object',
    properties: Object.fromEntries(Object.keys(properties).map(name => [name, text])),
    additionalProperties: text,
  },
  example: properties,
})

const user: EngineCredentials = {
  tenantId: '1',
  extensionId: '5',
  displayName: 'Reception',
  ha1Md5: DIGEST,
  ha1Sha256: '',
}
const asked = { number: '1001', domain: 'acme.sip.example' }

const call = {
  variables: {
    uuid: '84c00e45-bc0e-4981-a7bc-0ff8dd8d21e7',
    accountcode: 't1%3Ae5',
    start_uepoch: '1732377099476469',
    answer_uepoch: '1732377099516454',
    end_uepoch: '1732377100776427',
    duration: '1',
    billsec: '1',
    hangup_cause: 'NORMAL_CLEARING',
  },
  callflow: [{ caller_profile: { caller_id_number: '1001', destination_number: '1002' } }],
}

/** When the examples are over. */
const LATER = new Date('2024-11-24T00:00:00Z')

const event = {
  'Event-Subclass': 'sofia::unregister',
  'from-user': '1001',
  'from-host': 'acme.sip.example',
  'call-id': '1-23065@192.0.2.10',
}

const openObject = { type: 'object' as const, additionalProperties: true }

export const engineDocs = {
  directory: {
    operationId: 'lookUpFreeswitchUser',
    summary: "FreeSWITCH's directory",
    description:
      'For `mod_xml_curl`: the user with the MD5 digest of the secret as `a1-hash`; with 200 too, "not found" for whoever may not register, and for a `sip_auth` whose user and domain are not those of the digest and of From, and of To when it registers. Anything but 200 makes FreeSWITCH refuse the phone.',
    security,
    requestBody: {
      required: true,
      content: {
        [FORM_TYPE]: form({
          section: 'directory',
          action: 'sip_auth',
          user: asked.number,
          domain: asked.domain,
          sip_auth_method: 'REGISTER',
          sip_auth_username: asked.number,
          sip_auth_realm: asked.domain,
          sip_from_user: asked.number,
          sip_from_host: asked.domain,
          sip_to_user: asked.number,
          sip_to_host: asked.domain,
        }),
      },
    },
    responses: {
      200: answer('The user, or that there is none.', 'text/xml', directory(asked, user)),
      ...failures(...EVERYWHERE, ...FORM),
    },
  },
  call: {
    operationId: 'receiveFreeswitchCall',
    summary: 'A call, from FreeSWITCH',
    description:
      'For `mod_json_cdr`, in any of its encodings: stores the call, once however often it is told. Of the legs of a call the first one is stored. Times are in UTC; whose call it is says the `accountcode` of the directory.',
    security,
    requestBody: {
      required: true,
      content: {
        [JSON_TYPE]: { schema: openObject, example: call },
        [FORM_TYPE]: form({ cdr: JSON.stringify(call) }),
      },
    },
    responses: {
      200: success('It is stored, or was before, or is no call of its own.', 'Call received.'),
      ...failures(...EVERYWHERE, ...FORM, 'BadJson'),
      ...invalid(() => freeswitchCall({}, LATER)),
    },
  },
  event: {
    operationId: 'receiveFreeswitchEvent',
    summary: 'A registration, from FreeSWITCH',
    description:
      'The headers of `sofia::register`, `sofia::unregister` and `sofia::expire`: the phone is a device that is online or was. Other events are nothing.',
    security,
    requestBody: {
      required: true,
      content: { [FORM_TYPE]: form(event), [JSON_TYPE]: { schema: openObject, example: event } },
    },
    responses: {
      200: success('It is noted.', 'Event received.'),
      ...failures(...EVERYWHERE, ...FORM, 'BadJson', 'NotFound'),
      ...invalid(() => freeswitchEvent({ 'Event-Subclass': 'sofia::register' })),
    },
  },
  ended: {
    operationId: 'listEndedFreeswitchRegistrations',
    summary: 'Registrations for FreeSWITCH to end',
    description:
      'What was ended here since it asked last: in the first line the position to ask after next, in each other one what `flush_inbound_reg` takes, 200 at most. A registration may be told twice, but none that came again since.',
    security,
    parameters: [
      queryParameter(
        'after',
        'The position of the last answer; without one, all that would not have run out yet.',
        { ...text, maxLength: 37 },
        '7711.42',
      ),
    ],
    responses: {
      200: answer('What to end.', 'text/plain', '7714.0\n1-23065@192.0.2.10\n1002@acme.sip.example\n'),
      ...failures(...EVERYWHERE),
      ...invalid(() => freeswitchPosition('x')),
    },
  },
  asterisk: {
    operationId: 'askAsteriskRealtime',
    summary: "Asterisk's realtime",
    description:
      'For `res_config_curl`. `single` and `multi` answer rows, one a line, as forms; `store`, `update` and `destroy` how many rows were changed. `ps_auths` has `single` alone; `ps_aors` and `ps_endpoints` have `multi` too, which answers a thousand at most; `queue_members` has `multi`; `ps_contacts` has all.',
    security,
    parameters: [
      pathParameter('table', 'The table.', ['ps_auths', 'ps_aors', 'ps_endpoints', 'ps_contacts', 'queue_members']),
      pathParameter('operation', 'What to do.', ['single', 'multi', 'store', 'update', 'destroy']),
    ],
    requestBody: { required: true, content: { [FORM_TYPE]: form({ id: '1001@acme.sip.example' }) } },
    responses: {
      200: answer(
        'The rows, or how many were changed.',
        'text/plain',
        `id=1001%40acme.sip.example&auth_type=digest&username=1001&password_digest=MD5%3A${DIGEST}\n`,
      ),
      ...failures(...EVERYWHERE, ...FORM, 'NotFound'),
      ...invalid(refusedColumn),
    },
  },
  told: {
    operationId: 'receiveSipCall',
    summary: 'A call, from any SIP server',
    description:
      'Stores the call, once however often it is told. The tenant is known by `tenant_id`, or without one by `domain`. It is `inbound` without `extension_id`, `internal` when an extension of the tenant was called, or else `outbound`.',
    security,
    requestBody: {
      required: true,
      content: { [JSON_TYPE]: { schema: reference(ToldCall), example: exampleOf(ToldCall) } },
    },
    responses: {
      200: success('It is stored, or was before.', 'Call received.'),
      ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden'),
      ...invalid(() => admitToldCall(exampleRecord(ToldCall, { code: 100 }), LATER)),
    },
  },
  ha1: {
    operationId: 'showDigest',
    summary: 'A digest, for Kamailio',
    description: 'HA1 of whoever may register by this name, in hexadecimal digits and nothing else.',
    security,
    parameters: [
      queryParameter('user', 'The number.', { ...text, maxLength: 20 }, asked.number),
      queryParameter('domain', 'The realm.', { ...text, maxLength: 255 }, asked.domain),
      queryParameter(
        'algorithm',
        'What it is a digest by; MD5 if left out.',
        { ...text, enum: ALGORITHM_NAMES },
        'md5',
      ),
    ],
    responses: {
      200: answer('The digest.', 'text/plain', DIGEST),
      ...failures(...EVERYWHERE, 'NotFound'),
      ...invalid(() => digestAlgorithm('SHA-1')),
    },
  },
} satisfies Record<string, DocumentDecoration>

function pathParameter(name: string, description: string, values: [string, ...string[]]): OpenAPIV3.ParameterObject {
  return { name, in: 'path', required: true, description, schema: { type: 'string', enum: values }, example: values[0] }
}

function queryParameter(
  name: string,
  description: string,
  schema: OpenAPIV3.SchemaObject,
  example: string,
): OpenAPIV3.ParameterObject {
  return { name, in: 'query', required: name === 'user' || name === 'domain', description, schema, example }
}

function refusedColumn(): never {
  throw new Invalid({ 'id LIKE': ['Nothing can be asked for by this field or value.'] })
}
