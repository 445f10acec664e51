const SPARE_SECONDS = 120

/** What a program printed. Throws when it fails, or is still running long after `seconds`. */
export const output = async (command: string[], env: Record<string, string>, seconds: number): Promise<string> => {
  const child = Bun.spawn(command, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: (seconds + SPARE_SECONDS) * 1000,
    killSignal: 'SIGKILL',
  })
  const [printed, complaint] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  if ((await child.exited) !== 0) throw new Error(`${command[0]} failed: ${complaint}${printed}`)
  return printed
}
