import type { Scope } from '@ringfence/db/scope'
import { webhookDeliveries } from '@ringfence/db/webhook-deliveries'
import { webhooks } from '@ringfence/db/webhooks'
import { NoQuery, WebhookDeliveryListQuery, WebhookListQuery } from '@ringfence/domain/list'
import { admitWebhook, admitWebhookChange } from '@ringfence/domain/webhook'
import type { Deps } from '../deps'
import { expectedVersions } from '../http/conditions'
import { around, etag, loaded } from '../http/envelope'
import { listed } from '../http/listed'
import { once } from '../http/once'
import { webhookDocs } from '../openapi/webhooks'
import { targetRule } from '../webhooks/target'
import { recordId, resourceRoutes } from './resource'

export const webhookRoutes = (deps: Deps) => {
  const { db } = deps
  const rule = targetRule(deps.privateTargets)
  const deliveriesOf = (scope: Scope, { id }: { id: string }) => webhookDeliveries(db, scope, recordId('Webhook', id))
  return resourceRoutes(deps, '/api/webhooks', {
    singular: 'Webhook',
    plural: 'Webhooks',
    queries: { list: WebhookListQuery, show: NoQuery, remove: NoQuery },
    admit: body => admitWebhook(body, rule),
    admitChange: body => admitWebhookChange(body, rule),
    repository: webhooks,
    docs: webhookDocs,
  })
    .post(
      '/:id/secret',
      async ({ scope, params, request, set }) => {
        const id = recordId('Webhook', params.id)
        const rotated = await once(deps, { request, set }, scope, claiming =>
          webhooks(db, claiming).rotate(id, expectedVersions(request)),
        )
        set.headers.etag = etag(rotated.version)
        return around('Webhook secret updated successfully.', rotated.shown ?? 'null')
      },
      { detail: webhookDocs.rotate },
    )
    .post(
      '/:id/test',
      async ({ scope, params, request, set }) => {
        deliveriesOf(scope, params)
        const delivery = await once(deps, { request, set }, scope, claiming => deliveriesOf(claiming, params).test())
        set.status = 202
        return around('Webhook test accepted.', delivery.json)
      },
      { detail: webhookDocs.test },
    )
    .get(
      '/:id/deliveries',
      ({ scope, params, request, set }) =>
        listed(deps, { request, set }, 'Deliveries', WebhookDeliveryListQuery, deliveriesOf(scope, params)),
      { detail: webhookDocs.deliveries },
    )
    .get(
      '/:id/deliveries/:delivery',
      async ({ scope, params }) =>
        loaded('Delivery', await deliveriesOf(scope, params).find(recordId('Delivery', params.delivery))),
      { detail: webhookDocs.delivery },
    )
    .post(
      '/:id/deliveries/:delivery/retry',
      async ({ scope, params, request, set }) => {
        const id = recordId('Delivery', params.delivery)
        const delivery = await once(deps, { request, set }, scope, claiming => deliveriesOf(claiming, params).retry(id))
        set.status = 202
        return around('Delivery retry accepted.', delivery.json)
      },
      { detail: webhookDocs.retry },
    )
}
