/**
 * The steps an optimizer takes along a gradient that stays the same, from W = 0: what settings do to a step, in numbers.
 *
 * Clipping and exceptions for some parameters are left out, since they say nothing of the rule. Float64, by the reference
 * evaluator, which has the bits of every other.
 */
import { parseExperiment } from '../contract/experiment'
import { type OptimizerProbe, probedGradients, probedSteps } from '../contract/optimizerProbe'
import { type Result, success } from '../contract/result'
import { createArena } from '../engine/arena'
import { documentOptimizers } from '../optimizers/documentOptimizers'
import { registry } from './registry'

/** @param member - an optimizer as documents have it */
export function probeOptimizer(member: object): Result<OptimizerProbe> {
  const optimizer = { ...member, exceptions: [], clipNorm: 0, clipValue: 0 }
  const parsed = parseExperiment({ schemaVersion: 1, problem: { kind: 'quadratic' }, optimizer }, registry)
  if (!parsed.ok) return parsed
  const settings = parsed.value.optimizer
  const definition = documentOptimizers.find(({ kind }) => kind === settings.kind)
  const learningRate = Number(settings.learningRate)
  if (definition === undefined) return success([])
  return success(
    probedGradients.flatMap((gradient) => {
      const arena = createArena('float64', [{ name: 'x', shape: [1] }])
      const bound = definition.bind(settings, arena)
      const lengths: OptimizerProbe[number][] = []
      for (let step = 1; step <= Math.max(...probedSteps); step++) {
        const before = arena.values[0] ?? 0
        arena.gradients.fill(gradient)
        bound.step(step, learningRate)
        const length = Math.abs((arena.values[0] ?? 0) - before)
        if (probedSteps.some((probed) => probed === step)) lengths.push({ gradient, step, length })
      }
      return lengths
    }),
  )
}
