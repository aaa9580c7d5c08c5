/**
 * What a gradient check of one parameter comes to, and, where it is in doubt, why.
 *
 * Red where differences disagree by more than 1e-5 beyond what they are uncertain by, or a number is not finite. Green
 * below 1e-7, if the uncertainty is at most 1e-5: then nothing wrong by more can hide. Amber else: by the difference
 * itself, by a loss too large to tell (`rounding`), or since every checked element is at a kink, where there is no
 * derivative (`kinks`).
 * Source: Ng, deep learning course 2, week 1, "Gradient checking", whose bounds these are.
 */
import { type GradientDoubt, type GradientVerdict, greenBelow, redAbove } from '../contract/gradientCheck'
import type { ParameterGradientCheck } from '../engine/gradientCheck'

type Figures = Pick<
  ParameterGradientCheck,
  'checked' | 'atKink' | 'relativeDifference' | 'relativeUncertainty' | 'relativeExcess'
>

export interface Judgement {
  readonly verdict: GradientVerdict
  /** Null where the verdict is not amber. */
  readonly doubt: GradientDoubt | null
}

export function gradientVerdict(figures: Figures): Judgement {
  const { checked, atKink, relativeDifference, relativeUncertainty, relativeExcess } = figures
  if (!(relativeExcess <= redAbove)) return { verdict: 'red', doubt: null }
  if (checked > 0 && atKink === checked) return { verdict: 'amber', doubt: 'kinks' }
  if (relativeDifference < greenBelow && relativeUncertainty <= redAbove) return { verdict: 'green', doubt: null }
  const isOfDifference = relativeExcess >= greenBelow && relativeDifference <= redAbove
  return { verdict: 'amber', doubt: isOfDifference ? 'difference' : 'rounding' }
}
