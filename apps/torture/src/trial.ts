import { unsoundKeys } from '@ringfence/db/testing/extension'
import { mintWebhook } from '@ringfence/db/testing/webhook'
import { damage } from '@ringfence/rig/damage'
import { live } from '@ringfence/rig/lives'
import { makeTenant, type Target, type Tally as Written, whileWriting } from '@ringfence/rig/writers'
import type { Api, Ground, Tally } from './case'
import { type Expected, tallied } from './tallied'

/** Writers at a program, for a tenant with a webhook, and what must be true of their database afterwards. */
export type Trial = {
  tenantId: number
  /** Where the writers write. */
  target(): Target
  /** Has the writers write at another program on the same database from now on. */
  moveTo(program: Api): Promise<void>
  /** Lets extensions live while `trouble` happens. */
  write(trouble: (written: Written) => Promise<void>, writers?: number): Promise<Written>
  /** What was written, held against what is there. */
  reckon(written: Written, expected?: Expected): Promise<Tally>
}

/** On the program's own database, of which `databaseUrl` is the way past every trouble. */
export const openTrial = async ({ place }: Ground, program: Api, databaseUrl: string): Promise<Trial> => {
  const keyRing = program.env.SECRETS_KEYS ?? ''
  const receiver = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() })
  place.keep(() => receiver.stop(true))
  const tenantId = await makeTenant(databaseUrl)
  const hook = { url: `http://127.0.0.1:${receiver.port}/` }
  await mintWebhook({ url: databaseUrl, keyRing }, tenantId, ['extension.created'], hook)
  let target = { url: program.url, cookie: await program.signIn() }
  return {
    tenantId,
    target: () => target,
    async moveTo(next) {
      target = { url: next.url, cookie: await next.signIn() }
    },
    write: (trouble, writers = 8) => whileWriting(() => target, tenantId, writers, trouble, live),
    async reckon(written, expected) {
      const { lost, torn } = await damage(databaseUrl, written)
      const unsound = await unsoundKeys({ url: databaseUrl, keyRing })
      return tallied(written, { lost, torn: torn + unsound.length }, expected)
    },
  }
}
