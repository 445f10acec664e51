import type { Case } from './case'
import { connectionKills } from './cases/connection-kills'

/** In the order in which they run. */
export const cases: Case[] = [connectionKills]
