/**
 * What of a sound experiment its user may not have meant, each with the path it is about: numbers that the precision
 * changes, and what a schedule makes of a run this short. For the form and the command line; nothing is refused by it.
 */
import type { InputProblem } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import { numbersInPrecision } from '../contract/numbersInPrecision'
import { schedules } from '../schedules'
import { problems, registry } from './registry'
import { scheduleMathematics } from './scheduleMathematics'

export function experimentRemarks(experiment: Experiment): readonly InputProblem[] {
  return [...numbersInPrecision(experiment, registry).remarks, ...scheduleRemarks(experiment)]
}

/** Remarks are on short runs, so data are read to count the steps of an epoch only where one step each would be short. */
function scheduleRemarks({ schedule, problem, optimizer, budget, seed }: Experiment): readonly InputProblem[] {
  const definition = schedules.find(({ kind }) => kind === schedule.kind)
  const remarkOn = (totalSteps: number): InputProblem | undefined =>
    definition?.create(schedule, {
      baseRate: Number(optimizer.learningRate),
      totalSteps,
      stepsPerEpoch: null,
      stepsPerEvaluation: totalSteps,
      mathematics: scheduleMathematics,
    }).remark
  const shortest = 'steps' in budget ? budget.steps : budget.epochs
  if (remarkOn(shortest) === undefined) return []
  const totalSteps = 'steps' in budget ? budget.steps : budget.epochs * epochLength(problem, seed)
  const remark = remarkOn(totalSteps)
  return remark === undefined ? [] : [{ ...remark, path: `schedule.${remark.path}` }]
}

/** Infinite where it cannot be told without reading the user's own data: nothing is said then. */
function epochLength(problem: Experiment['problem'], seed: number): number {
  const definition = problems.find(({ kind }) => kind === problem.kind)
  return definition?.stepsPerEpoch?.(problem, seed) ?? Number.POSITIVE_INFINITY
}
