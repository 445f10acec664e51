import { type Deed, extensionBody, send, type Tally, type Target } from './writers'

const REPEATS = 200
const PAUSE_MILLISECONDS = 40

/**
 * An extension's life: it is created, the same request with the same key repeated until the outcome is known, renamed, and every third
 * deleted. Whatever is known of each step stands in the tally.
 */
export const live: Deed = async (target, tenantId, number, tally) => {
  const id = await createdOnce(target, tenantId, number, tally)
  if (!id) return
  await rename(target, id, number, tally)
  if (Number(number) % 3 === 0) await remove(target, id, number, tally)
}

const createdOnce = async (
  target: () => Target,
  tenantId: number,
  number: string,
  tally: Tally,
): Promise<number | null> => {
  const key = crypto.randomUUID()
  let isBroken = false
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const { status, text, isReplayed } = await send(target(), tally, '/api/extensions', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify(extensionBody(tenantId, number)),
    })
    if (status === 201) {
      tally.acknowledged.add(number)
      if (isBroken && isReplayed) tally.unsaid++
      return JSON.parse(text).data.id
    }
    isBroken = status === 0
    await Bun.sleep(PAUSE_MILLISECONDS)
    if (status !== 503 && (status !== 0 || tally.isOver)) return null
  }
  return null
}

const rename = async (target: () => Target, id: number, number: string, tally: Tally): Promise<void> => {
  const name = `${number} renamed`
  const { status } = await send(target(), tally, `/api/extensions/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ display_name: name }),
  })
  tally.names.set(number, status === 200 ? [name] : [number, name])
}

const remove = async (target: () => Target, id: number, number: string, tally: Tally): Promise<void> => {
  const { status } = await send(target(), tally, `/api/extensions/${id}`, { method: 'DELETE' })
  tally.removals.set(number, status === 200)
}
