/** The fields that datasets share, and the conditions on them. */

import { isAbsolute } from 'node:path'
import type { InputProblem } from '../contract/errors'
import { type ChoiceField, choice, type IntegerField, integer, type RealField, real } from '../contract/field'

/** A share of the examples, as every dataset has one for validation. */
export function shareField(label: string, share: number, help: string): RealField {
  return real({ label, default: share, min: 0, max: 0.9, help })
}

/** Takes only so many examples, as large datasets have it. */
export const limitField: IntegerField = integer({
  label: 'Limit',
  default: 0,
  min: 0,
  max: 2 ** 32 - 1,
  help: 'Takes so many examples drawn from the seed, before they are split; 0 takes all.',
})

/** Standardises inputs or leaves them, as tables have it. */
export function standardiseField(help: string): ChoiceField<'standardise' | 'none'> {
  return choice({
    label: 'Scaling',
    default: 'standardise',
    options: [
      { value: 'standardise', label: 'standardise' },
      { value: 'none', label: 'none' },
    ],
    help,
  })
}

export type TaskChoice = 'auto' | 'classification' | 'regression'

/** Whether targets are classes or values, for data of the user's own. */
export function taskField(help: string): ChoiceField<TaskChoice> {
  return choice({
    label: 'Task',
    default: 'auto',
    options: [
      { value: 'auto', label: 'detected' },
      { value: 'classification', label: 'classes' },
      { value: 'regression', label: 'value' },
    ],
    help: `Detected: ${help.charAt(0).toLowerCase()}${help.slice(1)}`,
  })
}

interface Shares {
  readonly validationShare: number
  readonly testShare: number
}

/** The condition between the two shares of a random split: a tenth at least is left to train on. */
export function checkShares({ validationShare, testShare }: Shares): readonly InputProblem[] {
  if (validationShare + testShare <= 0.9) return []
  const message = `= ${testShare}, must leave a tenth to train on: validationShare + testShare ≤ 0.9`
  return [{ path: 'testShare', message }]
}

/**
 * The condition on a field that names a file of the user's own: a full path, since runs are repeated from anywhere.
 *
 * @param what - such as "a CSV file"
 */
export function checkFile(path: string, file: string, what: string): readonly InputProblem[] {
  if (isAbsolute(file)) return []
  return [{ path, message: `= ${JSON.stringify(file)}, must be the full path of ${what}` }]
}
