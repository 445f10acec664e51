import { readdirSync, readFileSync } from 'node:fs'

/** `pids` with all that they started, and what those did. */
export const familyOf = (pids: number[]): number[] => {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ({ pid: Number(name), parent: parentOf(name) }))
  const family = new Set(pids)
  for (const pid of family) for (const child of parents) if (child.parent === pid) family.add(child.pid)
  return [...family]
}

/** A process that has gone by now needs no signal. */
export const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {}
}

const parentOf = (pid: string): number | undefined => {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}
