/** A schedule as a run would have it, from what a document says. */
import type { FieldValue } from '../../contract/field'
import { memberSchema } from '../../contract/fieldSchema'
import { integerPower } from '../../engine/mathematics/integerPower'
import { power } from '../../engine/mathematics/power'
import { cosine } from '../../engine/mathematics/sine'
import { schedules } from '../index'
import type { Schedule, ScheduleRun } from '../schedule'

const registry = { problems: [], optimizers: [], schedules, datasets: [], layers: [], diagnostics: [] }

export const aRun: ScheduleRun = {
  baseRate: 0.1,
  totalSteps: 1000,
  stepsPerEpoch: null,
  stepsPerEvaluation: 1000,
  mathematics: { integerPower, power, cosine },
}

export interface ScheduleDocument {
  readonly kind: string
  readonly [name: string]: FieldValue
}

/** @throws RangeError for a kind that is not in the list, ZodError for settings that are refused */
export function scheduleOf(document: ScheduleDocument, run: Partial<ScheduleRun> = {}): Schedule {
  const definition = schedules.find(({ kind }) => kind === document.kind)
  if (definition === undefined) throw new RangeError(`kind = ${document.kind}, must be in the list`)
  return definition.create(memberSchema('schedules', registry).parse(document), { ...aRun, ...run })
}

/** The rates of the first steps; each loss is told before the next rate is asked. */
export function ratesOf(schedule: Schedule, steps: number, losses: readonly number[] = []): number[] {
  return Array.from({ length: steps }, (_, step) => {
    const rate = schedule.rateAt(step)
    const loss = losses[step]
    if (loss !== undefined) schedule.follower?.hear({ step, trainingLoss: loss, validationLoss: null })
    return rate
  })
}
