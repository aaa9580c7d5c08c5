/**
 * A gradient check as text: a row a parameter, below one that is not green its worst elements, then what it comes to.
 */
import { elementText } from '../contract/elementText'
import {
  type CheckedParameter,
  checkedOnText,
  type GradientCheck,
  greenBelow,
  redAbove,
} from '../contract/gradientCheck'
import { gradientDoubtText } from '../contract/gradientDoubtText'
import { shortNumber, table } from './table'

const mostWorst = 5

export function gradientCheckText(check: GradientCheck): string[] {
  const { parameters, verdict, loss } = check
  const [head = '', ...rows] = table(
    [
      { title: 'parameter' },
      { title: 'shape' },
      { title: 'checked', isNumber: true },
      { title: 'of one side', isNumber: true },
      { title: 'at a kink', isNumber: true },
      { title: 'relative difference', isNumber: true },
      { title: 'verdict' },
    ],
    parameters.map(rowOf),
  ).split('\n')
  return [
    head,
    ...parameters.flatMap((parameter, index) => [rows[index] ?? '', ...worstLines(parameter)]),
    `loss ${tenDigits(loss)}`,
    `checked ${checkedOnText(check)}`,
    `${verdict}: ‖a − n‖/(‖a‖ + ‖n‖) of analytic gradients and differences of the loss; green below ${power(greenBelow)}, red above ${power(redAbove)}`,
    ...kinkLines(parameters),
    ...doubtLines(parameters, loss),
  ]
}

function rowOf({ name, shape, length, checked, oneSided, atKink, relativeDifference, verdict }: CheckedParameter) {
  const share = checked === length ? String(checked) : `${checked} of ${length}`
  const difference = shortNumber(relativeDifference)
  return [name, shape.join('×'), share, String(oneSided), String(atKink), difference, verdict]
}

function worstLines({ verdict, worst, shape }: CheckedParameter): string[] {
  if (verdict === 'green' || worst.length === 0) return []
  const rows = worst
    .slice(0, mostWorst)
    .map(({ index, analytic, numeric }) => [
      elementText(index, shape),
      ...[analytic, numeric, Math.abs(analytic - numeric)].map(tenDigits),
    ])
  const columns = [
    { title: 'element' },
    { title: 'analytic', isNumber: true },
    { title: 'numeric', isNumber: true },
    { title: 'difference', isNumber: true },
  ]
  return table(columns, rows)
    .split('\n')
    .map((line) => `    ${line}`)
}

/** What the counts of the table mean; nothing where they are 0. */
function kinkLines(parameters: readonly CheckedParameter[]): string[] {
  const oneSided = parameters.reduce((sum, parameter) => sum + parameter.oneSided, 0)
  const atKink = parameters.reduce((sum, parameter) => sum + parameter.atKink, 0)
  return [
    ...(oneSided > 0
      ? [`of one side: ${oneSided} at a kink of the loss, compared with the closer side's derivative`]
      : []),
    ...(atKink > 0 ? [`at a kink: ${atKink} where the loss has no derivative, left out`] : []),
  ]
}

/** Each reason once, with the parameters it holds for. */
function doubtLines(parameters: readonly CheckedParameter[], loss: number): string[] {
  return (['rounding', 'kinks'] as const).flatMap((doubt) => {
    const names = parameters.filter((parameter) => parameter.doubt === doubt).map(({ name }) => name)
    return names.length === 0 ? [] : [`${names.join(', ')}: ${gradientDoubtText(doubt, loss)}`]
  })
}

function power(bound: number): string {
  return bound.toExponential()
}

/** Plain from 10⁻³ up to a million. */
function tenDigits(value: number): string {
  const rounded = Number(value.toPrecision(10))
  const size = Math.abs(rounded)
  if (!Number.isFinite(rounded) || rounded === 0 || (size >= 1e-3 && size < 1e6)) return String(rounded)
  return rounded.toExponential().replace('e+', 'e')
}
