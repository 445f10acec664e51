const REDRAW_MILLISECONDS = 200

type Target = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>

export type Counting = { say(text: string): void; end(): void }

/** A line on a terminal that says how far a command is, and goes away at its end; elsewhere nothing. */
export const countingOn = (target: Target): Counting => {
  let drawn = Number.NEGATIVE_INFINITY
  const draw = (text: string) => target.write(`\r\u001b[K${text}`)
  return {
    say(text) {
      if (!target.isTTY || performance.now() - drawn < REDRAW_MILLISECONDS) return
      drawn = performance.now()
      draw(text)
    },
    end() {
      if (drawn > 0) draw('')
    },
  }
}
