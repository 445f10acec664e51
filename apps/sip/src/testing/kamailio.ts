import { describe } from 'bun:test'
import { type Rig, startRig } from '../rig'
import { findTools, HOW_TO_INSTALL } from '../tools'

export const tools = findTools()
if (!tools) console.warn(`skipped: ${HOW_TO_INSTALL}`)

/** Where Kamailio and the phones are missing their tests are left out, which one line says. */
export const describeWithKamailio = describe.skipIf(!tools)

export const startTestRig = (): Promise<Rig> => {
  if (!tools) throw new Error(HOW_TO_INSTALL)
  return startRig(tools)
}
