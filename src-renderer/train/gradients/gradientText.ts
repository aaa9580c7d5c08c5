/** What a gradient check says in words: its conclusion, and which element of a tensor an index is. */
import {
  type CheckedParameter,
  type GradientCheck,
  greenBelow,
  redAbove,
} from '../../../src-main/contract/gradientCheck'
import { formatNumber } from '../../lab/formatNumber'

/** One sentence, out of the numbers. */
export function gradientConclusion({ parameters, verdict }: GradientCheck): string {
  const worst = worstParameter(parameters)
  if (worst === undefined) return 'There is no parameter to check.'
  const difference = formatNumber(worst.relativeDifference, 2)
  if (verdict === 'green') {
    const below = `is below ${formatNumber(greenBelow)}.`
    if (parameters.length === 1) {
      return `${worst.name} agrees with central differences: its relative difference of ${difference} ${below}`
    }
    return `All ${parameters.length} parameters agree with central differences: the largest relative difference, ${difference} in ${worst.name}, ${below}`
  }
  if (verdict === 'amber') {
    return `${worst.name} is in doubt: its relative difference of ${difference} is between ${formatNumber(greenBelow)} and ${formatNumber(redAbove)}.`
  }
  const disagreeing = parameters.filter((parameter) => parameter.verdict === 'red').length
  const most = Number.isFinite(worst.relativeDifference)
    ? `${difference} is above ${formatNumber(redAbove)}`
    : 'a number is not finite'
  return `${disagreeing === 1 ? worst.name : `${disagreeing} parameters, ${worst.name} most of all,`} ${disagreeing === 1 ? 'disagrees' : 'disagree'} with central differences: ${most}.`
}

/** What a number that is not finite outdoes. */
export function worstParameter(parameters: readonly CheckedParameter[]): CheckedParameter | undefined {
  const size = ({ relativeDifference }: CheckedParameter): number =>
    Number.isNaN(relativeDifference) ? Number.POSITIVE_INFINITY : relativeDifference
  return parameters.reduce<CheckedParameter | undefined>(
    (worst, each) => (worst === undefined || size(each) > size(worst) ? each : worst),
    undefined,
  )
}

/** The place of an element in row-major order: `[3, 17]`. */
export function elementText(index: number, shape: readonly number[]): string {
  let rest = index
  const places = shape.map((_, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1)
    const place = Math.floor(rest / stride)
    rest -= place * stride
    return place
  })
  return `[${places.join(', ')}]`
}
