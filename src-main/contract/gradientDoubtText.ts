/** Why a gradient check could not tell, in a sentence: the window and the command line say the same. */
import type { GradientDoubt } from './gradientCheck'

const epsilon = 2 ** -52

/** @param loss - the loss whose gradient was checked */
export function gradientDoubtText(doubt: Exclude<GradientDoubt, 'difference'>, loss: number): string {
  if (doubt === 'kinks') {
    return 'Every element checked is at a kink of the loss, where there is no derivative to compare with: so it is before ReLU when all weights start at zero.'
  }
  return `The loss of ${twoDigits(Math.abs(loss))} is known to ε·|loss| = ${twoDigits(epsilon * Math.abs(loss))} only, too coarse for a gradient as small as this beside it. Scaling the targets helps.`
}

function twoDigits(value: number): string {
  const rounded = Number(value.toPrecision(2))
  return value >= 1e-3 && value < 1e6 ? String(rounded) : rounded.toExponential().replace('e+', 'e')
}
