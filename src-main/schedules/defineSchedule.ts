/** Makes a schedule out of its description: ties its functions to its fields, and puts a warm-up in front. */
import type { CheckedDefinition, CheckOf } from '../contract/definition'
import type { Fields, SettingsOf } from '../contract/field'
import type { Schedule, ScheduleDefinition, ScheduleExceptions, ScheduleRun } from './schedule'
import { type WarmupSettings, warmUp, warmupFields } from './warmup'

interface ScheduleDescription<F extends Fields> extends Omit<CheckedDefinition, 'fields' | 'check' | 'checkWith'> {
  readonly fields: F
  readonly exceptions?: ScheduleExceptions
  check?: CheckOf<F>
  checkWith?: CheckedDefinition['checkWith']
  create(settings: SettingsOf<F>, run: ScheduleRun): Schedule
}

/** Every schedule gets the fields of the warm-up but the one that is a warm-up itself. */
export function defineSchedule<const F extends Fields>(description: ScheduleDescription<F>): ScheduleDefinition {
  if (description.exceptions?.takesAnyWarmup !== undefined) return description
  return {
    ...description,
    fields: { ...description.fields, ...warmupFields },
    create: (settings: SettingsOf<F> & WarmupSettings, run: ScheduleRun) =>
      warmUp(settings, run, (rest) => description.create(settings, rest)),
  } satisfies ScheduleDescription<F & typeof warmupFields>
}
