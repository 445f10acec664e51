/** Aborted by Ctrl-C, and by whoever else asks this process to end: so that a command can tidy up first. */
export const stopSignal = (): AbortSignal => {
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort())
  return stopped.signal
}
