import { availableParallelism } from 'node:os'
import { Unavailable } from '@ringfence/db/faults'

export type Passwords = {
  hash(password: string): Promise<string>
  /** False for a wrong password and for an unknown account (`hash` undefined), after the same time. */
  verify(password: string, hash: string | undefined): Promise<boolean>
  outdated(hash: string): boolean
  /** Throws Unavailable when a hash would find no room now: to be asked before anything else is done for one. */
  expectRoom(): void
}

const PARAMETERS = { algorithm: 'argon2id', memoryCost: 19_456, timeCost: 2 } as const
const CURRENT = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=1$`
const MAX_WAITING = 32

/** argon2id off the main thread, on all cores but one, which is for everybody else. Throws Unavailable when too many wait. */
export const passwords = async (): Promise<Passwords> => {
  const { turn, expectRoom } = turns(Math.max(1, availableParallelism() - 1), MAX_WAITING)
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
    expectRoom,
  }
}

const turns = (atOnce: number, maxWaiting: number) => {
  let running = 0
  const waiting: (() => void)[] = []
  const expectRoom = () => {
    if (running >= atOnce && waiting.length >= maxWaiting) throw new Unavailable('busy')
  }
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    expectRoom()
    if (running >= atOnce) {
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
  return { turn, expectRoom }
}
