import type { WriteStream } from 'node:tty'
import type { Progress } from './generate/store'

const WIDTH = 30
const REDRAW_MILLISECONDS = 100

type Target = Pick<WriteStream, 'isTTY' | 'write'>

/** A bar that fills on a terminal; elsewhere a line for each kind when it is complete. */
export const progressOn = (target: Target, now: () => number = performance.now.bind(performance)): Progress => {
  let began = now()
  let drawn = Number.NEGATIVE_INFINITY
  return (kind, done, total) => {
    if (done === 0) began = now()
    const complete = done >= total
    const seconds = (now() - began) / 1000
    if (target.isTTY && (complete || now() - drawn >= REDRAW_MILLISECONDS)) {
      drawn = now()
      const filled = Math.floor((done / total) * WIDTH)
      target.write(
        `\r${kind.padEnd(10)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} ${seconds.toFixed(1)} s`,
      )
    }
    if (!complete) return
    target.write(target.isTTY ? '\n' : `${kind}: ${done} in ${seconds.toFixed(1)} s\n`)
  }
}
