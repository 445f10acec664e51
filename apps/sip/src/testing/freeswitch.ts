import { join } from 'node:path'

const SCRIPTS = join(import.meta.dir, '../../../../infra/freeswitch/scripts')
const MOST_WORDS = 10

/** One command that a script gave. */
export type Said = { command: string; words: string }

export type Stage = {
  lua: string
  variables: Record<string, string>
  /** What `sofia` answers. */
  sofia(words: string): string
  /** Called when the script waits; it ends when this resolves to false. */
  waits?(): Promise<boolean>
}

/**
 * Runs a script of infra/freeswitch by Debian's Lua, with something in place of FreeSWITCH that sends what `curl` is told to; what it
 * said, once it ended. The words of `curl` are taken apart as mod_curl does, by its source.
 */
export const runScript = async (name: string, stage: Stage, event: Record<string, string> = {}): Promise<Said[]> => {
  const headers = Object.entries(event).flat()
  const program = Bun.spawn([stage.lua, join(import.meta.dir, 'freeswitch.lua'), join(SCRIPTS, name), ...headers], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
    timeout: 60_000,
  })
  const said: Said[] = []
  for await (const line of linesOf(program.stdout)) {
    const [command = '', digits = ''] = line.split(' ')
    const words = Buffer.from(digits, 'hex').toString('latin1')
    said.push({ command, words })
    if (command === 'msleep' && !(await (stage.waits?.() ?? false))) break
    program.stdin.write(`${Buffer.from(await answerTo(command, words, stage), 'latin1').toString('hex')}\n`)
    program.stdin.flush()
  }
  program.stdin.end()
  if ((await program.exited) !== 0) throw new Error(`${name} failed`)
  return said
}

const answerTo = (command: string, words: string, { variables, sofia }: Stage): string | Promise<string> => {
  if (command === 'global_getvar') return variables[words] ?? ''
  if (command === 'sofia') return sofia(words)
  return command === 'curl' ? curl(words) : ''
}

/** Words are parted by blanks outside of single quotes; what is posted is decoded; a server that is away says nothing. */
const curl = async (line: string): Promise<string> => {
  const [url = '', ...words] = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  if (words.length >= MOST_WORDS) throw new Error(`mod_curl reads ${MOST_WORDS} words of ${line}`)
  const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined)
  const posted = after('post')
  const [header = '', value = ''] = after('append_headers')?.split(': ') ?? []
  const answer = await fetch(url, {
    method: posted === undefined ? 'GET' : 'POST',
    headers: { [header]: value, ...(posted !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(posted !== undefined && { body: decodeURIComponent(posted) }),
  }).catch(() => undefined)
  return (await answer?.text()) ?? ''
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stream) {
    const lines = `${rest}${Buffer.from(chunk).toString('latin1')}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
