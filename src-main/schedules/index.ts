/** The schedules a document can name. */
import { constant } from './constant'
import { exponential } from './exponential'
import { inverseTime } from './inverseTime'
import type { ScheduleDefinition } from './schedule'
import { step } from './step'

export const schedules: readonly ScheduleDefinition[] = [constant, exponential, step, inverseTime]
