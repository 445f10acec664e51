declare const checked: unique symbol

/** The decimal form of a positive 64-bit integer: only `parseId` makes one. */
export type Id = string & { readonly [checked]: 'Id' }

const GREATEST_ID = 2n ** 63n - 1n

/** An id out of a path or a cursor; undefined for everything that PostgreSQL could not have handed out. */
export const parseId = (text: string): Id | undefined => (isId(text) ? text : undefined)

const isId = (text: string): text is Id => /^[1-9][0-9]{0,18}$/.test(text) && BigInt(text) <= GREATEST_ID
