import { type Answered, undocumented } from '@ringfence/rig/documented'
import type { Tally } from '../case'

export type Sent = {
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  json?: unknown
  /** The value of a Cookie header. */
  cookie?: string
  /** A token, presented as a bearer. */
  token?: string
}

/** Asks, and resolves to what was answered; undefined when nothing was. `path` may have a query. */
export type Ask = (method: string, path: string, sent?: Sent) => Promise<Answered | undefined>

/** What a case asked and was told. Every answer must be one that the document foresees, and never a fault of ours. */
export type Ledger = {
  tally: Tally
  ask: Ask
  /** The same, with what nobody foresaw as sentences, which are not noted yet. */
  examine(method: string, path: string, sent?: Sent): Promise<{ answer: Answered | undefined; faults: string[] }>
  /** Something that nobody foresaw, in one sentence. */
  note(sentence: string): void
}

const LONGEST_MILLISECONDS = 20_000

/** One for the server at `url`. */
export const openLedger = (url: string): Ledger => {
  const sentences = new Set<string>()
  const tally: Tally = { tried: 0, acknowledged: 0, lost: 0, torn: 0, hung: 0, unexpected: [] }
  const note = (sentence: string) => {
    if (sentences.has(sentence)) return
    sentences.add(sentence)
    tally.unexpected.push(sentence)
  }
  const examine: Ledger['examine'] = async (method, path, sent = {}) => {
    tally.tried++
    const answer = await answerTo(`${url}${path}`, method, sent)
    const where = `${method} ${shortened(path)}`
    if (typeof answer === 'string') {
      if (answer === 'TimeoutError') tally.hung++
      return { answer: undefined, faults: [`${where} was not answered: ${answer}.`] }
    }
    if (answer.status < 300) tally.acknowledged++
    return { answer, faults: faultsOf(method, path, answer).map(fault => `${where}: ${fault}`) }
  }
  return {
    tally,
    note,
    examine,
    async ask(method, path, sent) {
      const { answer, faults } = await examine(method, path, sent)
      for (const fault of faults) note(fault)
      return answer
    },
  }
}

/** The answer, or the name of what happened instead. */
const answerTo = async (url: string, method: string, sent: Sent): Promise<Answered | string> => {
  try {
    // fetch sends none with a GET.
    const body = method === 'GET' ? undefined : sent.json === undefined ? sent.body : JSON.stringify(sent.json)
    const headers = headersOf(sent)
    const signal = AbortSignal.timeout(LONGEST_MILLISECONDS)
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { body }),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

const headersOf = ({ headers, json, cookie, token }: Sent): Record<string, string> => ({
  ...(json !== undefined && { 'content-type': 'application/json' }),
  ...(cookie !== undefined && { cookie }),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...headers,
})

const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

const faultsOf = (method: string, path: string, answer: Answered): string[] => [
  ...undocumented(method, path, answer),
  ...Object.entries(ALWAYS)
    .filter(([name, value]) => answer.headers.get(name) !== value)
    .map(([name]) => `Its ${name} is not as on every answer.`),
  ...(answer.headers.has('server') ? ['It says what serves.'] : []),
  ...(answer.status >= 500 && answer.status !== 503 ? [`It is ${answer.status}.`] : []),
]

// Hostile values are long, and what follows ? may be anything.
const shortened = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}…` : path)
