/** What every schedule is: settings as data, and the rate of a step as a pure function of them. */
import type { CheckedDefinition, CheckOf } from '../contract/definition'
import type { Fields, FieldValue, SettingsOf } from '../contract/field'

/** The functions a rate may need. Handed in, so that the reproducible ones of the engine are used and no other. */
export interface ScheduleMathematics {
  /** xⁿ for a safe integer n. */
  integerPower(x: number, n: number): number
}

type RateOf<S> = (settings: S, baseRate: number, step: number, mathematics: ScheduleMathematics) => number

export interface ScheduleDefinition extends CheckedDefinition {
  /**
   * α of a step.
   *
   * @param baseRate - the optimizer's own learning rate
   * @param step - counted from 0: the first update uses `rateAt(…, 0)`
   */
  rateAt(
    settings: Readonly<Record<string, FieldValue>>,
    baseRate: number,
    step: number,
    mathematics: ScheduleMathematics,
  ): number
}

interface ScheduleDescription<F extends Fields> extends Omit<CheckedDefinition, 'fields' | 'check'> {
  readonly fields: F
  check?: CheckOf<F>
  rateAt: RateOf<SettingsOf<F>>
}

/** Ties the function to the settings its own fields describe. */
export function defineSchedule<const F extends Fields>(description: ScheduleDescription<F>): ScheduleDefinition {
  return description
}
