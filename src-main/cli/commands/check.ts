/** `lab check FILE`: the experiment's own gradients against differences of its loss, parameter by parameter, in float64. */
import { checkExperiment } from '../../trainer/checkExperiment'
import { type ExitCode, exitCodes } from '../exitCodes'
import { gradientCheckText } from '../gradientCheckText'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { readExperiment } from '../readExperiment'

export interface CheckOptions {
  readonly db?: string
  readonly json?: boolean
}

export function check(file: string, options: CheckOptions, output: Output): ExitCode {
  const result = checkExperiment(readExperiment(file, options.db, output).experiment)
  if (options.json === true) output.result(jsonLine({ event: 'checked', ...result }))
  else for (const line of gradientCheckText(result)) output.result(line)
  return result.verdict === 'red' ? exitCodes.runFailed : exitCodes.done
}
