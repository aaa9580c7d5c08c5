/**
 * Whether the data of an experiment can be read and fit it, and its exceptions fit parameters, tried without training:
 * for who wants to refuse a wrong dataset file or pattern before anything is kept.
 */
import type { Experiment } from '../contract/experiment'
import { checkPatterns } from '../optimizers/bindParts'
import { exceptionsOf } from '../optimizers/withCommonFields'
import { problems } from './registry'

/**
 * @throws LabFailure `datasetUnreadable`, naming file and byte; nothing for a problem without data
 * @throws LabFailure `invalidInput` when the pattern of an exception fits no parameter
 */
export function checkData({ problem, optimizer, seed, precision }: Experiment): void {
  const definition = problems.find(({ kind }) => kind === problem.kind)
  const exceptions = exceptionsOf(optimizer)
  if (definition === undefined || (!definition.hasEpochs && exceptions.length === 0)) return
  const { declarations } = definition.build(problem, { seed, precision })
  checkPatterns(
    exceptions,
    declarations.map(({ name }) => name),
  )
}
