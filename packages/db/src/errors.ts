/** The row is not there, or lies outside the caller's scope: the two look the same to the caller. */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`${what} not found.`)
  }
}

/** The version named by the caller is no longer the row's version. */
export class Stale extends Error {}

/** The row cannot go while others need it. */
export class InUse extends Error {}
