export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

type Fields = Record<string, string | number | boolean | null | undefined>
export type Log = Record<Exclude<LogLevel, 'silent'>, (event: string, fields?: Fields) => void>

/** One JSON line per event. Callers name each field: bodies, query values, cookies and SQL parameters never come here. */
export const openLog = (level: LogLevel, write: (line: string) => void = line => process.stdout.write(line)): Log => {
  const threshold = LOG_LEVELS.indexOf(level)
  const at =
    (own: Exclude<LogLevel, 'silent'>) =>
    (event: string, fields: Fields = {}) => {
      if (LOG_LEVELS.indexOf(own) < threshold) return
      write(`${JSON.stringify({ time: new Date().toISOString(), level: own, event, ...fields })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** The same log with `fields` in every line. */
export const logWith = (log: Log, fields: Fields): Log => ({
  debug: (event, more) => log.debug(event, { ...fields, ...more }),
  info: (event, more) => log.info(event, { ...fields, ...more }),
  warn: (event, more) => log.warn(event, { ...fields, ...more }),
  error: (event, more) => log.error(event, { ...fields, ...more }),
})

/** What of an unexpected error may be written down: its kind and place, never its text, which can hold a row or a parameter. */
export const errorFields = (error: unknown): Fields => {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code, constraint_name, routine } = error as Error & {
    code?: string
    constraint_name?: string
    routine?: string
  }
  const place = error.stack
    ?.split('\n')
    .find(line => line.trimStart().startsWith('at '))
    ?.trim()
  return {
    error: error.name,
    sqlstate: code,
    constraint: constraint_name,
    routine,
    place,
    cause: causeName(error.cause),
  }
}

const causeName = (cause: unknown): string | undefined => {
  if (!(cause instanceof Error)) return undefined
  const code = (cause as Error & { code?: string }).code
  return code ? `${cause.name} ${code}` : cause.name
}
