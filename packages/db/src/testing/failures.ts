import { Unavailable } from '../faults'

/** What `work` rejected with, or null when it did not. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

/** The reason of the Unavailable that `work` rejected with, null when it did not reject, else the error. */
export const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
  const failure = await failureOf(work)
  return failure instanceof Unavailable ? failure.reason : failure
}
