import type { Case } from './case'
import { connectionKills } from './cases/connection-kills'
import { databaseEnds } from './cases/database-ends'
import { freeze } from './cases/freeze'
import { network } from './cases/network'

/** In the order in which they run. */
export const cases: Case[] = [connectionKills, databaseEnds, freeze, network]
