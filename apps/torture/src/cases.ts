import type { Case } from './case'
import { apiKills } from './cases/api-kills'
import { bodyFlood } from './cases/body-flood'
import { canary } from './cases/canary'
import { clockOfApi } from './cases/clock-of-api'
import { clockOfDatabase } from './cases/clock-of-database'
import { connectionKills } from './cases/connection-kills'
import { connections } from './cases/connections'
import { crowd } from './cases/crowd'
import { databaseEnds } from './cases/database-ends'
import { diskFull, walFull } from './cases/disk-full'
import { drain } from './cases/drain'
import { freeze } from './cases/freeze'
import { fuzz } from './cases/fuzz'
import { guardWalk } from './cases/guard-walk'
import { hostile } from './cases/hostile'
import { injection } from './cases/injection'
import { lostAnswers } from './cases/lost-answers'
import { network } from './cases/network'
import { refusals } from './cases/refusals'
import { rollingRestart } from './cases/rolling-restart'
import { searchFlood } from './cases/search-flood'
import { signInFlood } from './cases/sign-in-flood'
import { soak } from './cases/soak'
import { startsAtOnce } from './cases/starts-at-once'
import { stories } from './cases/stories'
import { tenantMatrix } from './cases/tenant-matrix'
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
  guardWalk,
  tenantMatrix,
  canary,
  hostile,
  fuzz,
  stories,
  crowd,
  signInFlood,
  bodyFlood,
  searchFlood,
  injection,
  soak,
]
