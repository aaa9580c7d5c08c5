/**
 * Whether the data of an experiment can be read and fit it, its exceptions fit parameters, and it keeps no more moments
 * than a run may, tried without training: for callers that refuse a wrong request before anything is kept.
 */
import { keepProblem } from '../contract/diagnosticSettings'
import { LabFailure } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import { checkPatterns } from '../optimizers/bindParts'
import { exceptionsOf } from '../optimizers/withCommonFields'
import type { ProblemDefinition } from '../problems/problem'
import { problems } from './registry'

/**
 * @returns what a user should hear of the data, each a sentence on its own
 * @throws LabFailure `datasetUnreadable`, naming file and byte; nothing for a problem without data
 * @throws LabFailure `invalidInput` when the pattern of an exception fits no parameter, or too much is to be kept
 */
export function checkData(experiment: Experiment): readonly string[] {
  const { problem, optimizer, seed, precision } = experiment
  const definition = problems.find(({ kind }) => kind === problem.kind)
  const exceptions = exceptionsOf(optimizer)
  if (definition === undefined || (!definition.hasEpochs && exceptions.length === 0)) return []
  const inspection = definition.inspect?.(problem, seed) ?? null
  const names =
    inspection?.parameterNames ?? definition.build(problem, { seed, precision }).declarations.map(({ name }) => name)
  checkPatterns(exceptions, names)
  checkMoments(experiment, definition)
  return inspection?.remarks ?? []
}

/** Of a budget in steps the document alone tells. */
function checkMoments({ problem, seed, budget, diagnostics }: Experiment, definition: ProblemDefinition): void {
  const { every } = diagnostics.keep
  const perEpoch = every === 0 || 'steps' in budget ? null : (definition.stepsPerEpoch?.(problem, seed) ?? null)
  const tooMuch = 'epochs' in budget && perEpoch !== null ? keepProblem(every, budget.epochs * perEpoch) : null
  if (tooMuch !== null) throw new LabFailure({ kind: 'invalidInput', what: 'experiment', problems: [tooMuch] })
}
