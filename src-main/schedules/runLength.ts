/** The length of a schedule that ends: a field of its own, 0 for the steps of the run. */
import { type IntegerField, integer } from '../contract/field'
import type { ScheduleRun } from './schedule'

export const runLengthField: IntegerField = integer({
  label: 'Steps',
  symbol: 'n',
  default: 0,
  min: 0,
  max: 1_000_000_000,
  help: 'Steps until it ends, and the rate stays; 0 takes those of the run after the warm-up.',
})

export function runLength(steps: number, { totalSteps }: ScheduleRun): number {
  return steps === 0 ? totalSteps : steps
}
