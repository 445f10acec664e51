import { readdirSync, readFileSync } from 'node:fs'

// What every Linux in use has; `getconf CLK_TCK` says the same.
const TICKS_PER_SECOND = 100
const PAGE_MEGABYTES = 4096 / 2 ** 20

/** CPU time in milliseconds of a process, all of its threads. */
export const cpuOf = (pid: number): number => {
  const { user, system } = statOf(pid)
  return milliseconds(user + system)
}

/** CPU time in milliseconds of a postmaster, its children, and its children that have ended. */
export const cpuOfFamily = (pid: number): number => {
  for (;;) {
    const { user, system, ended } = statOf(pid)
    const ticks = user + system + ended + ticksOfChildren(pid)
    // A child that ends meanwhile moves from one sum to the other, and would be missed.
    if (statOf(pid).ended === ended) return milliseconds(ticks)
  }
}

const ticksOfChildren = (pid: number): number =>
  ofChildren(pid, child => {
    const { user, system } = statOf(child)
    return user + system
  }).reduce((sum, ticks) => sum + ticks, 0)

/** The most memory in megabytes that a child has to itself; what all of them share is not counted. */
export const largestOfFamily = (pid: number): number =>
  Math.max(
    0,
    ...ofChildren(pid, child =>
      Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0),
    ),
  ) / 1024

/** A figure of each child; those that end while we look have none. */
const ofChildren = (pid: number, figure: (child: number) => number): number[] => {
  const figures: number[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (statOf(Number(name)).parent === pid) figures.push(figure(Number(name)))
    } catch {
      // It ended.
    }
  }
  return figures
}

/** Resident memory in megabytes. */
export const residentOf = (pid: number): number => statOf(pid).pages * PAGE_MEGABYTES

const statOf = (pid: number) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name before the last bracket may hold anything; numbers follow, the third field of proc(5) first.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return {
    parent: field(4),
    user: field(14),
    system: field(15),
    /** Of the children that have ended. */
    ended: field(16) + field(17),
    pages: field(24),
  }
}

const milliseconds = (ticks: number): number => (ticks * 1000) / TICKS_PER_SECOND
