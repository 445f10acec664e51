import { Invalid } from './admit'

/** How far a FreeSWITCH has heard of registrations that were ended: a transaction and a row of it. */
export type FreeswitchPosition = { transaction: string; row: string }

/** Reads what the last answer began with, or nothing at the first time. Throws Invalid. */
export const freeswitchPosition = (text: string): FreeswitchPosition => {
  if (text === '') return { transaction: '0', row: '0' }
  const [, transaction, row] = /^([0-9]{1,18})\.([0-9]{1,18})$/.exec(text) ?? []
  if (!transaction || !row) throw new Invalid({ after: ['The selected after is invalid.'] })
  return { transaction, row }
}
