/**
 * Gradient checking of an experiment: its problem built in float64 at its initial values, its own gradient of the first
 * batch against central differences of its own loss, parameter by parameter.
 *
 * The problem is built for it: no noise on gradients, batches of at most a few examples, dropout masks held, batchNorm
 * with the statistics of the batch. Optimizer, schedule and the experiment's precision play no part.
 * Sampling: a parameter of more than 2,000 elements is checked on 200 of them, drawn from the seed's stream
 * `gradientCheck`; `checked` says so.
 */
import type { Experiment } from '../contract/experiment'
import type { CheckedParameter, GradientCheck, GradientVerdict } from '../contract/gradientCheck'
import { type ArenaParameter, createArena } from '../engine/arena'
import { createGenerator, type Generator } from '../engine/generator'
import { checkGradients } from '../engine/gradientCheck'
import type { Problem } from '../problems/problem'
import { gradientVerdict } from './gradientVerdict'
import { problems } from './registry'

/** Parameters up to here are checked whole. */
export const mostElementsWhole = 2000
/** Of larger ones so many elements. */
export const sampledElements = 200

/** Called after every element: how many are checked, of how many. */
export type CheckProgress = (checked: number, total: number) => void

/** @throws LabFailure when the data cannot be read or do not fit */
export function checkExperiment(
  { problem: settings, seed, precision }: Experiment,
  onProgress: CheckProgress = () => {},
): GradientCheck {
  const definition = problems.find(({ kind }) => kind === settings.kind)
  if (definition === undefined) throw new RangeError(`problem.kind = ${settings.kind}, must be in the list of problems`)
  const problem = definition.build(settings, { seed, precision: 'float64', isGradientCheck: true })
  return { ...checkProblem(problem, seed, onProgress), trainsIn: precision }
}

/** @param problem built in float64 with `isGradientCheck`, not bound yet */
export function checkProblem(
  problem: Problem,
  seed: number,
  onProgress: CheckProgress = () => {},
): Omit<GradientCheck, 'trainsIn'> {
  const arena = createArena('float64', problem.declarations)
  problem.bind(arena)
  problem.initialise()
  const loss = problem.lossAndGradient(1)
  const generator = createGenerator(seed, 'gradientCheck')
  const elements = new Map(arena.parameters.map((parameter) => [parameter, sampleOf(parameter, generator)]))
  const total = [...elements.values()].reduce((sum, { length }) => sum + length, 0)
  let checked = 0
  const checks = checkGradients(() => problem.lossAgain(), arena.values, arena.gradients, arena.parameters, {
    elementsOf: (parameter) => elements.get(parameter) ?? [],
    onElement: () => onProgress(++checked, total),
  })
  const parameters = checks.map((check, index) => ({
    ...check,
    shape: arena.parameters[index]?.shape ?? [],
    ...gradientVerdict(check),
  }))
  return { loss, rows: problem.split?.batchRows ?? null, parameters, verdict: worstOf(parameters) }
}

function worstOf(parameters: readonly CheckedParameter[]): GradientVerdict {
  const order = ['red', 'amber'] as const
  return order.find((verdict) => parameters.some((parameter) => parameter.verdict === verdict)) ?? 'green'
}

/** All indices, or distinct ones drawn from the generator, rising. */
function sampleOf({ length }: ArenaParameter, generator: Generator): Uint32Array {
  if (length <= mostElementsWhole) return Uint32Array.from({ length }, (_, index) => index)
  const drawn = new Set<number>()
  while (drawn.size < sampledElements) drawn.add(generator.nextBelow(length))
  return Uint32Array.from(drawn).sort()
}
