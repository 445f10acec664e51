import { asterisk } from '@ringfence/db/asterisk'
import { engines } from '@ringfence/db/engines'
import { NotFound } from '@ringfence/db/errors'
import { Invalid } from '@ringfence/domain/admit'
import { digestAlgorithm } from '@ringfence/domain/digest-algorithm'
import { freeswitchCall } from '@ringfence/domain/freeswitch-call'
import { freeswitchEvent } from '@ringfence/domain/freeswitch-event'
import { freeswitchPosition } from '@ringfence/domain/freeswitch-position'
import { admitToldCall, type ToldCall } from '@ringfence/domain/told-call'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { operationOn } from '../engine/asterisk-realtime'
import { readCall, readEvent } from '../engine/freeswitch-body'
import { directory, NOBODY, userAsked } from '../engine/freeswitch-directory'
import { formFields, readForm, readJson } from '../http/body'
import { done } from '../http/envelope'
import { Unauthorized, UnknownRoute } from '../http/failures'
import { beyondReading, prove } from '../http/guard'
import { locationOf, queryOf } from '../http/query'
import { engine } from '../http/session'
import { engineDocs } from '../openapi/engine'

const XML = 'text/xml; charset=utf-8'
const TEXT = 'text/plain; charset=utf-8'

/** What SIP servers ask and tell, each in its own dialect. What was not found proves no token, so that is asked for then. */
export const engineRoutes = (deps: Deps) => {
  const { db } = deps
  return new Elysia({ prefix: '/engine', tags: ['SIP servers'] })
    .use(engine)
    .post(
      '/freeswitch/directory',
      async ({ proof, request, set }) => {
        const asked = userAsked(await readForm(request))
        const found = asked && (await engines(db, proof).credentials(asked.number, asked.domain))
        if (!found) await prove(deps, request)
        set.headers['content-type'] = XML
        return asked ? directory(asked, found ?? undefined) : NOBODY
      },
      { detail: engineDocs.directory },
    )
    .post(
      '/freeswitch/cdr',
      async ({ scope, proof, request }) => {
        beyondReading(scope)
        const call = freeswitchCall(await readCall(request), new Date())
        if (call && !(await engines(db, proof).called(call)))
          throw new Invalid({ accountcode: ['The selected accountcode is invalid.'] })
        if (!call) await prove(deps, request)
        return done('Call received.')
      },
      { detail: engineDocs.call },
    )
    .post(
      '/freeswitch/event',
      async ({ scope, proof, request }) => {
        beyondReading(scope)
        const event = freeswitchEvent(await readEvent(request))
        const told = engines(db, proof)
        if (event?.kind === 'registered' && !(await told.registered(event.registration)))
          throw new NotFound('Extension')
        if (event?.kind === 'gone' && !(await told.unregistered(event.number, event.domain, event.id)))
          throw new NotFound('Extension')
        if (!event) await prove(deps, request)
        return done('Event received.')
      },
      { detail: engineDocs.event },
    )
    .get(
      '/freeswitch/ended',
      async ({ proof, request, set }) => {
        const after = freeswitchPosition(queryOf(request).get('after') ?? '')
        const ended = await engines(db, proof).ended(after)
        if (ended === undefined) throw new Unauthorized()
        set.headers['content-type'] = TEXT
        return ended
      },
      { detail: engineDocs.ended },
    )
    .post(
      '/asterisk/:table/:operation',
      async ({ scope, proof, params, request, set }) => {
        const operation = operationOn(params.table, params.operation)
        if (!operation) throw new UnknownRoute()
        if (operation.writes) beyondReading(scope)
        const key = formFields(locationOf(request).search)
        const said = await operation.run(asterisk(db, proof), { key, fields: await readForm(request) })
        if (said === '' || said === '0\n') await prove(deps, request)
        set.headers['content-type'] = TEXT
        return said
      },
      { detail: engineDocs.asterisk },
    )
    .post(
      '/cdr',
      async ({ scope, proof, request }) => {
        beyondReading(scope)
        const call = admitToldCall(await readJson(request), new Date())
        if (!(await engines(db, proof).told(call))) throw new Invalid(unserved(call))
        return done('Call received.')
      },
      { detail: engineDocs.told },
    )
    .get(
      '/sip/ha1',
      async ({ proof, request, set }) => {
        const query = queryOf(request)
        const algorithm = digestAlgorithm(query.get('algorithm'))
        const found = await engines(db, proof).credentials(query.get('user') ?? '', query.get('domain') ?? '')
        if (!found) throw new NotFound('Extension')
        set.headers['content-type'] = TEXT
        return algorithm === 'sha256' ? found.ha1Sha256 : found.ha1Md5
      },
      { detail: engineDocs.ha1 },
    )
}

const unserved = ({ tenant_id }: ToldCall) =>
  tenant_id ? { tenant_id: ['The selected tenant id is invalid.'] } : { domain: ['The selected domain is invalid.'] }
