import type { ExtensionImportReport } from '@ringfence/domain/extension-import'

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

/** The idempotency key was used before, for something else. */
export class KeyReused extends Error {}

/** The idempotency key is being used, or was, by the same request: its answer is there to be read. */
export class KeyClaimed extends Error {}

/** Rows of a file are at fault, so none of them was imported. */
export class ImportRefused extends Error {
  constructor(readonly report: ExtensionImportReport) {
    super()
  }
}
