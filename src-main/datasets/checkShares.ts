/** The condition between the two shares of a random split: a tenth at least is left to train on. */
import type { InputProblem } from '../contract/errors'

interface Shares {
  readonly validationShare: number
  readonly testShare: number
}

export function checkShares({ validationShare, testShare }: Shares): readonly InputProblem[] {
  if (validationShare + testShare <= 0.9) return []
  const message = `= ${testShare}, must leave a tenth to train on: validationShare + testShare ≤ 0.9`
  return [{ path: 'testShare', message }]
}
