import { describe } from 'bun:test'
import { type Rig, startRig } from '../rig'
import { findTools, HOW_TO_INSTALL } from '../tools'

const tools = findTools()
if (!tools) console.warn(`skipped: ${HOW_TO_INSTALL}`)

/** Where Patroni and its company are missing their tests are left out, which one line says. */
export const describeWithPatroni = describe.skipIf(!tools)

export const startTestRig = (): Promise<Rig> => {
  if (!tools) throw new Error(HOW_TO_INSTALL)
  return startRig(tools)
}
