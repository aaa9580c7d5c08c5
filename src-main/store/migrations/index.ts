/** Every migration in order; the place in this list plus one is the format it leads to. */
import { createRuns } from './0001_createRuns'
import { createSeries } from './0002_createSeries'
import { createCheckpoints } from './0003_createCheckpoints'
import { addThreads } from './0004_addThreads'
import { createRules } from './0005_createRules'
import { addCadence } from './0006_addCadence'
import { createRunStates } from './0007_createRunStates'
import { shareResults } from './0008_shareResults'
import { addShortfalls } from './0009_addShortfalls'
import type { Migration } from './migration'

export const migrations: readonly Migration[] = [
  createRuns,
  createSeries,
  createCheckpoints,
  addThreads,
  createRules,
  addCadence,
  createRunStates,
  shareResults,
  addShortfalls,
]
