/**
 * Settings of a valid experiment that do not fit its problem, as far as can be told without reading data: for the form, which
 * asks with every change. `checkData` reads what this leaves open.
 */
import type { InputProblem } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import { patternProblems } from '../optimizers/bindParts'
import { exceptionsOf } from '../optimizers/withCommonFields'
import type { ProblemDefinition } from '../problems/problem'
import { problems } from './registry'

/** @returns the exceptions whose patterns fit no parameter; paths are of the experiment */
export function checkFit(experiment: Experiment): readonly InputProblem[] {
  const exceptions = exceptionsOf(experiment.optimizer)
  const definition = problems.find(({ kind }) => kind === experiment.problem.kind)
  if (exceptions.length === 0 || definition === undefined) return []
  const names = parameterNames(definition, experiment)
  return names === null ? [] : patternProblems(exceptions, names)
}

function parameterNames(
  definition: ProblemDefinition,
  { problem, seed, precision }: Experiment,
): readonly string[] | null {
  if (definition.parameterNames !== undefined) return definition.parameterNames(problem)
  return definition.hasEpochs
    ? null
    : definition.build(problem, { seed, precision }).declarations.map(({ name }) => name)
}
