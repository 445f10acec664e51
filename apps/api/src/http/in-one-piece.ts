const encoder = new TextEncoder()

/** Smaller texts Bun sends in one piece by itself. */
const LARGE = 15 * 1024

/**
 * A large text as a stream; nothing for any other answer. Bun 1.4 sends a large text that comes after a wait, as all that a database answers
 * does, with a system call for each part of each header: forty of them, which took a quarter of the processor time of a page of 50. The
 * head of a stream goes out with its first part, in one call; but a stream has no Content-Length.
 */
export const inOnePiece = (answer: unknown): Response | undefined => {
  if (typeof answer !== 'string' || answer.length < LARGE) return undefined
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(encoder.encode(answer))
        controller.close()
      },
    }),
  )
}
