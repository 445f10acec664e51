import ora from 'ora'
import type { Io } from './io'

/** How far a long work is, on a terminal; elsewhere nothing is shown. */
export type Progress = {
  to(done: number, total?: number): void
  /** Nothing more can be counted. */
  waiting(what: string): void
  end(): void
}

export type Unit = 'bytes' | 'rows'

const WIDTH = 24

export const startProgress = ({ stderr, env }: Pick<Io, 'stderr' | 'env'>, label: string, unit: Unit): Progress => {
  const isShown = Boolean(stderr.isTTY)
  const line = ora({
    text: label,
    stream: stderr,
    isEnabled: isShown,
    isSilent: !isShown,
    // Ctrl-C must reach the process.
    discardStdin: false,
    color: env.NO_COLOR ? false : 'cyan',
  }).start()
  return {
    to(done, total) {
      const amount = total ? `${bar(done / total)} ${counted(done, unit)} of ` : ''
      line.text = `${label}  ${amount}${counted(total ?? done, unit)}`
    },
    waiting(what) {
      line.text = `${label}  ${what}`
    },
    end: () => void line.stop(),
  }
}

const bar = (share: number): string => {
  const filled = Math.min(WIDTH, Math.floor(share * WIDTH))
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${Math.floor(share * 100)} % `
}

const counted = (amount: number, unit: Unit): string =>
  unit === 'rows' ? `${amount.toLocaleString('en')} rows` : `${(amount / 1024 / 1024).toFixed(1)} MiB`
