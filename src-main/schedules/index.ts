/** The schedules a document can name. */
import { constant } from './constant'
import { cosine } from './cosine'
import { cosineRestarts } from './cosineRestarts'
import { exponential } from './exponential'
import { inverseTime } from './inverseTime'
import { linear } from './linear'
import { linearWarmup } from './linearWarmup'
import { oneCycle } from './oneCycle'
import { polynomial } from './polynomial'
import { reduceOnPlateau } from './reduceOnPlateau'
import type { ScheduleDefinition } from './schedule'
import { step } from './step'

export const schedules: readonly ScheduleDefinition[] = [
  constant,
  linear,
  cosine,
  cosineRestarts,
  oneCycle,
  exponential,
  step,
  inverseTime,
  polynomial,
  linearWarmup,
  reduceOnPlateau,
]
