import { availableParallelism } from 'node:os'
import { Unavailable } from '@ringfence/db/faults'

export type Passwords = {
  hash(password: string): Promise<string>
  /** False for a wrong password and for an unknown account (`hash` undefined), after the same time. */
  verify(password: string, hash: string | undefined): Promise<boolean>
  outdated(hash: string): boolean
}

const PARAMETERS = { algorithm: 'argon2id', memoryCost: 19_456, timeCost: 2 } as const
const CURRENT = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=1$`
const MAX_WAITING = 32

/** argon2id off the main thread, at most as many hashes at once as there are cores. Throws Unavailable when too many wait. */
export const passwords = async (): Promise<Passwords> => {
  const turn = turns(availableParallelism(), MAX_WAITING)
  const nobody = await Bun.password.hash(crypto.randomUUID(), PARAMETERS)
  return {
    hash: password => turn(() => Bun.password.hash(password, PARAMETERS)),
    verify: (password, hash) =>
      turn(async () => {
        const readable = hash?.startsWith('$argon2') ?? false
        const right = await Bun.password.verify(password, readable && hash ? hash : nobody).catch(() => false)
        return right && readable
      }),
    outdated: hash => !hash.startsWith(CURRENT),
  }
}

const turns = (atOnce: number, maxWaiting: number) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) throw new Unavailable('busy')
      await new Promise<void>(resume => waiting.push(resume))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
