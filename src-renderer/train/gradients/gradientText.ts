/** What a gradient check says in words: its conclusion, and what became of elements at a kink. */
import {
  type CheckedParameter,
  type GradientCheck,
  greenBelow,
  redAbove,
} from '../../../src-main/contract/gradientCheck'
import { gradientDoubtText } from '../../../src-main/contract/gradientDoubtText'
import { formatCount, formatNumber } from '../../lab/formatNumber'

/** A sentence or two, out of the numbers. */
export function gradientConclusion({ parameters, verdict, loss }: GradientCheck): string {
  const worst = worstParameter(parameters.filter((parameter) => parameter.verdict === verdict))
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
    return doubtText(parameters, loss)
  }
  const disagreeing = parameters.filter((parameter) => parameter.verdict === 'red').length
  const most = Number.isFinite(worst.relativeDifference)
    ? `${difference} is above ${formatNumber(redAbove)}`
    : 'a number is not finite'
  return `${disagreeing === 1 ? worst.name : `${disagreeing} parameters, ${worst.name} most of all,`} ${disagreeing === 1 ? 'disagrees' : 'disagree'} with central differences: ${most}.`
}

/** One sentence for each reason to doubt. */
function doubtText(parameters: readonly CheckedParameter[], loss: number): string {
  return (['difference', 'rounding', 'kinks'] as const)
    .flatMap((doubt) => {
      const doubted = parameters.filter((parameter) => parameter.doubt === doubt)
      const worst = worstParameter(doubted)
      if (worst === undefined) return []
      if (doubt === 'difference') {
        const bounds = `${formatNumber(greenBelow)} and ${formatNumber(redAbove)}`
        return [
          `${worst.name} is in doubt: its relative difference of ${formatNumber(worst.relativeDifference, 2)} is between ${bounds}.`,
        ]
      }
      const who = doubted.length === 1 ? `${worst.name} is` : `${doubted.length} parameters are`
      return [`${who} in doubt. ${gradientDoubtText(doubt, loss)}`]
    })
    .join(' ')
}

/** What became of elements at a kink; empty where there are none. */
export function kinkText(parameters: readonly CheckedParameter[]): string {
  const oneSided = parameters.reduce((sum, parameter) => sum + parameter.oneSided, 0)
  const atKink = parameters.reduce((sum, parameter) => sum + parameter.atKink, 0)
  const sides =
    oneSided === 0 ? [] : [`Of one side (${formatCount(oneSided)}): compared with the derivative of the closer side.`]
  const kinks = atKink === 0 ? [] : [`At a kink (${formatCount(atKink)}): the loss has no derivative there; left out.`]
  return [...sides, ...kinks].join(' ')
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
