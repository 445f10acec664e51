const encoder = new TextEncoder()

/** The list broke off after its status was sent; says nothing of the cause, as Bun prints what ends a stream. */
export class BrokenOff extends Error {
  override readonly message = 'A list broke off; the log says why.'
}

/**
 * A body of texts in constant memory; `first` is there already, so that what fails before it is an error like any other. A fault later
 * on breaks the connection, so that half a body never looks whole, and goes to `report`.
 */
export const streamed = (
  first: string,
  more: AsyncGenerator<string>,
  report: (cause: unknown) => void,
): ReadableStream<Uint8Array> => {
  let chunk = first
  let reading: Promise<unknown> = Promise.resolve()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(encoder.encode(chunk))
      const next = more.next()
      reading = next
      const read = await next.catch(cause => {
        report(cause)
        throw new BrokenOff()
      })
      if (read.done) controller.close()
      else chunk = read.value
    },
    async cancel() {
      await reading.catch(() => {})
      await more.return(undefined)
    },
  })
}
