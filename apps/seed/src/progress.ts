import type { WriteStream } from 'node:tty'
import type { Progress } from './generate/store'

const WIDTH = 30
const REDRAW_MILLISECONDS = 100
const LINE_MILLISECONDS = 10_000
const CLEARED_LINE = '\r\x1b[2K'

type Target = Pick<WriteStream, 'isTTY' | 'write'>

/** A bar that fills on a terminal; elsewhere a line for each kind when it is complete, and every ten seconds until then. */
export const progressOn = (target: Target, now: () => number = performance.now.bind(performance)): Progress => {
  const apart = target.isTTY ? REDRAW_MILLISECONDS : LINE_MILLISECONDS
  let began = now()
  let written = Number.NEGATIVE_INFINITY
  return (kind, done, total) => {
    if (done === 0) began = now()
    if (done === 0 && !target.isTTY) written = began
    const complete = done >= total
    if (!complete && now() - written < apart) return
    written = now()
    const seconds = (written - began) / 1000
    if (target.isTTY)
      target.write(`${CLEARED_LINE}${bar(kind, done, total)} ${pace(done, total, seconds)}${complete ? '\n' : ''}`)
    else target.write(`${kind}: ${complete ? done : `${done} of ${total}`}, ${pace(done, total, seconds)}\n`)
  }
}

const bar = (kind: string, done: number, total: number): string => {
  const filled = Math.floor((done / total) * WIDTH)
  return `${kind.padEnd(10)} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}`
}

/** How long it took, how fast it goes and how long it still takes. */
const pace = (done: number, total: number, seconds: number): string => {
  const perSecond = seconds > 0 ? `, ${Math.round(done / seconds)}/s` : ''
  const left = done > 0 && done < total ? `, ${Math.ceil((seconds / done) * (total - done))} s left` : ''
  return `${seconds.toFixed(1)} s${perSecond}${left}`
}
