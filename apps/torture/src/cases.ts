import type { Case } from './case'
import { apiKills } from './cases/api-kills'
import { clockOfApi } from './cases/clock-of-api'
import { clockOfDatabase } from './cases/clock-of-database'
import { connectionKills } from './cases/connection-kills'
import { connections } from './cases/connections'
import { databaseEnds } from './cases/database-ends'
import { diskFull, walFull } from './cases/disk-full'
import { drain } from './cases/drain'
import { freeze } from './cases/freeze'
import { lostAnswers } from './cases/lost-answers'
import { network } from './cases/network'
import { refusals } from './cases/refusals'
import { rollingRestart } from './cases/rolling-restart'
import { startsAtOnce } from './cases/starts-at-once'
import { tooEarly } from './cases/too-early'

/** In the order in which they run. */
export const cases: Case[] = [
  connectionKills,
  databaseEnds,
  freeze,
  network,
  lostAnswers,
  connections,
  diskFull,
  walFull,
  apiKills,
  drain,
  startsAtOnce,
  tooEarly,
  refusals,
  rollingRestart,
  clockOfApi,
  clockOfDatabase,
]
