import type { WebhookRule } from '@ringfence/domain/webhook'
import { hostOf, isPlainlyPrivate } from './addresses'

/** Refuses a URL whose host is private by its very spelling, unless private targets are allowed. Names are looked up at each delivery. */
export const targetRule =
  (privateTargets: boolean): WebhookRule =>
  ({ url }) =>
    url !== undefined && !privateTargets && isPlainlyPrivate(hostOf(new URL(url)))
      ? { url: ['The url must lead to a public address.'] }
      : {}
