/** `lab check FILE`: the experiment's own gradients against central differences, parameter by parameter, in float64. */
import { type CheckedParameter, greenBelow, redAbove } from '../../contract/gradientCheck'
import { checkExperiment } from '../../trainer/checkExperiment'
import { type ExitCode, exitCodes } from '../exitCodes'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { readExperiment } from '../readExperiment'
import { shortNumber, table } from '../table'

export interface CheckOptions {
  readonly db?: string
  readonly json?: boolean
}

export function check(file: string, options: CheckOptions, output: Output): ExitCode {
  const result = checkExperiment(readExperiment(file, options.db).experiment)
  const code = result.verdict === 'red' ? exitCodes.runFailed : exitCodes.done
  if (options.json === true) {
    output.result(jsonLine({ event: 'checked', ...result }))
    return code
  }
  output.result(
    table(
      [
        { title: 'parameter' },
        { title: 'shape' },
        { title: 'checked', isNumber: true },
        { title: 'relative difference', isNumber: true },
        { title: 'verdict' },
        { title: 'worst element' },
      ],
      result.parameters.map(({ name, shape, length, checked, relativeDifference, verdict, worst }) => [
        name,
        shape.join('×'),
        checked === length ? String(checked) : `${checked} of ${length}`,
        shortNumber(relativeDifference),
        verdict,
        worstText(worst[0]),
      ]),
    ),
  )
  output.result(
    `${result.verdict}: ‖a − b‖/(‖a‖ + ‖b‖) of analytic and central-difference gradients; green below ${greenBelow}, red above ${redAbove}`,
  )
  return code
}

function worstText(worst: CheckedParameter['worst'][number] | undefined): string {
  if (worst === undefined) return ''
  return `[${worst.index}] ${shortNumber(worst.analytic)} against ${shortNumber(worst.numeric)}`
}
