/**
 * Remarks on an experiment: settings that are valid but probably unintended, each with its path. They are numbers that the
 * precision changes, and schedules that do not fit a run this short. The form and the command line show them; nothing is refused.
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
