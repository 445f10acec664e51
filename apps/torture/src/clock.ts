import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { CannotRun } from './case'

/** What a program that is started with `env` takes for the time of day; timers and deadlines go on as they are. */
export type Clock = {
  env: Record<string, string>
  /** Sets it so many seconds ahead of the real time, or behind. */
  jump(seconds: number): void
}

const HOW_TO_INSTALL =
  'It needs libfaketime: apt-get install libfaketime, or unpack it with dpkg -x and name the directory in TORTURE_TOOLS.'

/** Throws CannotRun where there is no libfaketime. */
export const openClock = (
  { directory }: Place,
  { TORTURE_TOOLS = '/' }: Record<string, string | undefined> = process.env,
): Clock => {
  const triplet = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`
  const library = join(TORTURE_TOOLS, 'usr/lib', triplet, 'faketime/libfaketimeMT.so.1')
  if (!existsSync(library)) throw new CannotRun(HOW_TO_INSTALL)
  const file = join(directory, 'clock')
  const jump = (seconds: number) => {
    // In one step: a reader in between would find no time at all.
    writeFileSync(`${file}.next`, `${seconds < 0 ? '' : '+'}${seconds}`)
    renameSync(`${file}.next`, file)
  }
  jump(0)
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DISABLE_SHM: '1',
    },
    jump,
  }
}
