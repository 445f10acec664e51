import { isRejectedValue } from '@ringfence/db/faults'
import { Elysia } from 'elysia'
import type { Deps } from './deps'
import { allowedMethods, type KnownRoute } from './http/allowed-methods'
import { answerTo, InvalidCredentials, ourFault, UnknownRoute, WrongMethod } from './http/failures'
import { admitRequest, receive, refusalOf, visitOf } from './http/guard'
import { securityHeaders } from './http/headers'
import { inOnePiece } from './http/in-one-piece'
import { locationOf } from './http/query'
import { noteRefusal } from './http/refusals'
import { errorFields } from './log'
import { accountRoutes } from './routes/account'
import { adminRoutes } from './routes/admins'
import { auditRoutes } from './routes/audit'
import { cdrRoutes } from './routes/cdrs'
import { deviceRoutes } from './routes/devices'
import { docsRoutes } from './routes/docs'
import { engineRoutes } from './routes/engine'
import { extensionFileRoutes } from './routes/extension-files'
import { extensionRoutes } from './routes/extensions'
import { healthRoutes } from './routes/health'
import { provisioningRoutes } from './routes/provisioning'
import { queueAgentRoutes } from './routes/queue-agents'
import { queueRoutes } from './routes/queues'
import { secondFactorRoutes } from './routes/second-factor'
import { sessionRoutes } from './routes/session'
import { tenantRoutes } from './routes/tenants'
import { tokenRoutes } from './routes/tokens'
import { webhookRoutes } from './routes/webhooks'

// Bun answers a larger body by itself, without a word and past the guard. Nothing of a body is taken in before a handler reads it.
const NO_LIMIT_OF_BUNS_OWN = Number.MAX_SAFE_INTEGER
const IDLE_SECONDS = 60

/** The whole server, not yet listening. Pure wiring: it reads no environment and opens nothing. */
export const createApp = (deps: Deps) => {
  const headers = securityHeaders(deps.authentication.cookie.secure)
  let routes: KnownRoute[] = []

  const app = new Elysia({
    strictPath: true,
    // Else a path is looked for behind eight letters of host name, and some hosts are called pbx.
    handler: { standardHostname: false },
    serve: { reusePort: false, maxRequestBodySize: NO_LIMIT_OF_BUNS_OWN, idleTimeout: IDLE_SECONDS },
  })
    .onRequest(async ({ request, set, server }) => {
      const { pathname } = locationOf(request)
      const visit = receive(deps, request, pathname, server?.requestIP(request)?.address ?? 'unknown')
      Object.assign(set.headers, headers, { 'x-request-id': visit.requestId })
      if (deps.phase() === 'leaving') set.headers.connection = 'close'
      await admitRequest(deps, request, pathname)
    })
    .onError({ as: 'global' }, async ({ error, code, request, set }) => {
      const cause = await refusalOf(deps, request, code === 'NOT_FOUND' ? unrouted(routes, request) : error)
      await noteRefusal(deps, request, cause)
      if (cause instanceof InvalidCredentials) deps.metrics?.signInRefused()
      const answer = answerTo(cause) ?? ourFault
      const { requestId } = visitOf(request)
      if (answer.status >= 500)
        deps.log[answer.status === 503 ? 'warn' : 'error']('failed', { request: requestId, ...errorFields(cause) })
      if (isRejectedValue(cause)) deps.log.warn('a validator missed it', { request: requestId, ...errorFields(cause) })
      set.status = answer.status
      Object.assign(set.headers, answer.headers)
      const body = answer.status >= 500 ? { ...answer.body, request_id: requestId } : answer.body
      return JSON.stringify(body)
    })
    .onAfterHandle({ as: 'global' }, ({ responseValue }) => inOnePiece(responseValue))
    .onAfterResponse({ as: 'global' }, ({ request, set, route }) => {
      const { requestId, account, address, startedAt } = visitOf(request)
      const { method } = request
      const status = Number(set.status ?? 200)
      const milliseconds = performance.now() - startedAt
      deps.metrics?.answered({ method, route, status, milliseconds })
      deps.log.info('request', {
        request: requestId,
        actor: account?.id,
        token: account?.token?.id,
        tenant: account?.tenantId,
        address,
        method,
        route,
        status,
        ms: Math.round(milliseconds),
      })
    })
    .use(docsRoutes(deps))
    .use(healthRoutes(deps))
    .use(sessionRoutes(deps))
    .use(tenantRoutes(deps))
    .use(accountRoutes(deps))
    .use(secondFactorRoutes(deps))
    .use(tokenRoutes(deps))
    .use(adminRoutes(deps))
    .use(extensionRoutes(deps))
    .use(extensionFileRoutes(deps))
    .use(deviceRoutes(deps))
    .use(queueRoutes(deps))
    .use(queueAgentRoutes(deps))
    .use(cdrRoutes(deps))
    .use(webhookRoutes(deps))
    .use(auditRoutes(deps))
    .use(engineRoutes(deps))
    .use(provisioningRoutes(deps))

  routes = app.routes.map(({ method, path }) => ({ method, path }))
  return app
}

const unrouted = (routes: KnownRoute[], request: Request): Error => {
  const allowed = allowedMethods(routes, locationOf(request).pathname)
  return allowed.length > 0 ? new WrongMethod(allowed) : new UnknownRoute()
}
