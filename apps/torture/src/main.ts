import { openPlace } from '@ringfence/rig/place'
import { HELP, readArguments, type Task, UsageError } from './arguments'
import type { Case } from './case'
import { cases } from './cases'
import { tableOf } from './table'
import { complaints, torture } from './torture'

const place = openPlace('ringfence-torture-all-')

/** `bun run torture`: the only file here that reads the command line and the environment, prints and ends the process. */
const main = async (): Promise<number> => {
  const task = readArguments(process.argv.slice(2))
  if (!task) return said(HELP)
  if (task.list) return said(cases.map(({ name, claim }) => `${name}\n    ${claim}`).join('\n'))
  const chosen = chosenBy(task)
  const stop = async () => {
    console.error('Stopping what was started.')
    await place.stop()
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  console.error(`Seed ${task.seed}, ${chosen.length} cases.`)
  const outcomes = await torture(place, chosen, task, line => console.error(line))
  console.log(`\nSeed ${task.seed}${task.short ? ', short form' : ''}:\n\n${tableOf(outcomes)}\n`)
  for (const outcome of outcomes) if ('notRun' in outcome) console.log(`${outcome.name} did not run. ${outcome.notRun}`)
  const wrong = complaints(outcomes, task, Boolean(process.env.CI))
  for (const sentence of wrong) console.log(sentence)
  // In the words of the test runner, for whoever adds up.
  console.log(` ${outcomes.length - wrong.length} pass\n ${wrong.length} fail`)
  return wrong.length > 0 ? 1 : 0
}

const said = (text: string): number => {
  console.log(text)
  return 0
}

const chosenBy = ({ only, short }: Task): Case[] => {
  const unknown = only?.filter(name => !cases.some(each => each.name === name)) ?? []
  if (unknown.length > 0)
    throw new UsageError(`There is no case ${unknown.join(', ')}: \`bun run torture --list\` names them all.`)
  return cases.filter(({ name, short: inShort }) => only?.includes(name) ?? (inShort || !short))
}

let status = 1
try {
  status = await main()
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error)
  if (error instanceof UsageError) status = 2
} finally {
  await place.stop()
}
process.exit(status)
