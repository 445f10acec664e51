import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { CannotRun } from '../case'

/** A connection of its own, and the status that was answered on it; 0 when it ended without. */
export type Line = { socket: Socket; answered: Promise<number>; status(): number | undefined }

/** Connects and sends that, and nothing more. */
export const openLine = (url: string, sent: string): Promise<Line> =>
  new Promise((resolve, reject) => {
    const answered = Promise.withResolvers<number>()
    let known: number | undefined
    const tell = (status: number) => {
      known ??= status
      answered.resolve(status)
    }
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(sent)
      resolve({ socket, answered: answered.promise, status: () => known })
    })
    socket.on('data', data => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(data.toString('latin1'))?.[1]
      if (status) tell(Number(status))
    })
    socket.on('error', reject)
    socket.on('close', () => tell(0))
  })

/** So many of them; some at a time, as a kernel lets only so many wait. */
export const openLines = async (url: string, count: number, sent: (index: number) => string): Promise<Line[]> => {
  const lines: Line[] = []
  while (lines.length < count) {
    const more = Math.min(AT_ONCE, count - lines.length)
    lines.push(
      ...(await Promise.all(Array.from({ length: more }, (_, index) => openLine(url, sent(lines.length + index))))),
    )
  }
  return lines
}

const AT_ONCE = 100

/** Throws CannotRun when a process may not have as many files open. */
export const needFiles = (count: number): void => {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  if (hard !== 'unlimited' && Number(hard) < count)
    throw new CannotRun(`It needs ${count} open files and may have ${hard}: raise the hard limit (ulimit -Hn).`)
}
