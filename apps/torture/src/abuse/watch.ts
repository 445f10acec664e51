import { residentOf } from '@ringfence/rig/processes'

/** What was seen of a program while something was done to it. */
export type Watched = {
  /** Resident memory in megabytes, at the beginning and at most. */
  idle: number
  peak: number
  /** How often it was asked for its health, and each wrong answer in a sentence. */
  asked: number
  wrong: string[]
  slowestMilliseconds: number
}

const EVERY_MILLISECONDS = 200
const LONGEST_MILLISECONDS = 10_000

/** Asks `/livez` and `/readyz` again and again and looks at the memory while `trouble` happens. */
export const whileWatched = async (
  { url, pid }: { url: string; pid: number },
  trouble: () => Promise<void>,
): Promise<Watched> => {
  const idle = residentOf(pid)
  const watched: Watched = { idle, peak: idle, asked: 0, wrong: [], slowestMilliseconds: 0 }
  let isOver = false
  const look = async () => {
    while (!isOver) {
      for (const path of ['/livez', '/readyz']) await ask(`${url}${path}`, path, watched)
      watched.peak = Math.max(watched.peak, residentOf(pid))
      await Bun.sleep(EVERY_MILLISECONDS)
    }
  }
  const looking = look()
  try {
    await trouble()
  } finally {
    isOver = true
    await looking
  }
  return watched
}

/** What of it speaks against a program that bears it: ill health, or more than `megabytes` above what it had at rest. */
export const complaintsOf = ({ idle, peak, wrong }: Watched, megabytes: number): string[] => [
  ...new Set(wrong),
  ...(peak - idle > megabytes ? [`Memory grew from ${idle.toFixed()} to ${peak.toFixed()} MB.`] : []),
]

/** The figures, for who reads along. */
export const summaryOf = ({ idle, peak, asked, slowestMilliseconds }: Watched): string =>
  `${idle.toFixed()} MB at rest, ${peak.toFixed()} MB at most; health asked ${asked} times, ${slowestMilliseconds.toFixed()} ms at most`

const ask = async (url: string, path: string, watched: Watched): Promise<void> => {
  const began = performance.now()
  watched.asked++
  const status = await fetch(url, { keepalive: false, signal: AbortSignal.timeout(LONGEST_MILLISECONDS) }).then(
    ({ status }) => status,
    error => (error instanceof Error ? error.name : String(error)),
  )
  watched.slowestMilliseconds = Math.max(watched.slowestMilliseconds, performance.now() - began)
  // Busy is an answer, too: whoever shares out requests shall send them elsewhere meanwhile.
  if (status !== 200 && !(path === '/readyz' && status === 503))
    watched.wrong.push(`${path} answered ${status} meanwhile.`)
}
