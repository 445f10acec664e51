import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPort } from './ports'
import { type Account, filledWith, type Line, proofOf, scenarioPath, startSipp } from './sipp'

export type Pace = { perSecond: number; atOnce: number }

const WAIT_MILLISECONDS = 45_000

/** Every account registers, or only asks what is registered; how many failed, and how long it took until all were answered. */
export const everyone = async (
  line: Line,
  what: 'register' | 'ask',
  accounts: Account[],
  { perSecond, atOnce }: Pace,
): Promise<{ failed: number; seconds: number }> => {
  const rows = accounts.map(account => [account.number, account.domain, proofOf(account), 'sipp', '600'])
  const pace = [
    '-m',
    `${accounts.length}`,
    '-r',
    `${perSecond}`,
    '-l',
    `${atOnce}`,
    '-recv_timeout',
    `${WAIT_MILLISECONDS}`,
  ]
  const path = join(line.place.directory, `patient-${what}.xml`)
  writeFileSync(path, patient(readFileSync(scenarioPath(what), 'utf8')))
  const begun = performance.now()
  const { program } = startSipp(line, path, { port: await newPort(), options: [...pace, ...filledWith(line, rows)] })
  await program.process.exited
  const failed = /Failed call\s+\|[^|]*\|\s*(\d+)/.exec(await program.printed())?.[1]
  return { failed: Number(failed), seconds: (performance.now() - begun) / 1000 }
}

/** A crowd sends its first requests again when the answer is late, and sipp takes the second challenge for a refusal of what came after. */
const patient = (scenario: string): string =>
  scenario.replace('<recv response="200"/>', '<recv response="401" optional="true"/>\n  <recv response="200"/>')
