/**
 * Whether the data of an experiment can be read and fit it, and its exceptions fit parameters, tried without training:
 * for who wants to refuse a wrong dataset file or pattern before anything is kept.
 */
import type { Experiment } from '../contract/experiment'
import { checkPatterns } from '../optimizers/bindParts'
import { exceptionsOf } from '../optimizers/withCommonFields'
import { problems } from './registry'

/**
 * @returns what a user should hear of the data, each a sentence on its own
 * @throws LabFailure `datasetUnreadable`, naming file and byte; nothing for a problem without data
 * @throws LabFailure `invalidInput` when the pattern of an exception fits no parameter
 */
export function checkData({ problem, optimizer, seed, precision }: Experiment): readonly string[] {
  const definition = problems.find(({ kind }) => kind === problem.kind)
  const exceptions = exceptionsOf(optimizer)
  if (definition === undefined || (!definition.hasEpochs && exceptions.length === 0)) return []
  const inspection = definition.inspect?.(problem, seed) ?? null
  const names =
    inspection?.parameterNames ?? definition.build(problem, { seed, precision }).declarations.map(({ name }) => name)
  checkPatterns(exceptions, names)
  return inspection?.remarks ?? []
}
