/** Smooth convex functions of two numbers with their least value at 0, as gradients, and how near to it a rule comes. */
import { createArena } from '../../engine/arena'
import type { OptimizerDefinition } from '../optimizer'
import type { Settings } from './trainOptimizer'

export interface ConvexProblem {
  readonly title: string
  readonly gradient: (x: number, y: number) => readonly [number, number]
}

export const convexProblems: readonly ConvexProblem[] = [
  { title: 'the bowl ½(x² + 5y²)', gradient: (x, y) => [x, 5 * y] },
  { title: 'the elongated bowl ½(x² + 50y²)', gradient: (x, y) => [x, 50 * y] },
  { title: 'the tilted bowl x² + xy + y²', gradient: (x, y) => [2 * x + y, x + 2 * y] },
  { title: 'the cone √(1 + x²) + √(1 + y²)', gradient: (x, y) => [x / Math.sqrt(1 + x * x), y / Math.sqrt(1 + y * y)] },
]

/**
 * The largest distance from 0 over the last hundred steps, from (1, −1); of the average, where the rule has one to
 * evaluate at.
 */
export function distanceAfter(
  steps: number,
  definition: OptimizerDefinition,
  settings: Settings,
  gradient: ConvexProblem['gradient'],
): number {
  const arena = createArena('float64', [{ name: 'x', shape: [2] }])
  arena.values.set([1, -1])
  const optimizer = definition.bind(settings, arena)
  const result = arena.slots.get(optimizer.evaluationSlot ?? '') ?? arena.values
  let largest = 0
  for (let t = 1; t <= steps; t++) {
    arena.gradients.set(gradient(arena.values[0]!, arena.values[1]!))
    optimizer.step(t, Number(settings.learningRate))
    const distance = Math.hypot(result[0]!, result[1]!)
    if (Number.isNaN(distance)) return Number.NaN
    if (t > steps - 100) largest = Math.max(largest, distance)
  }
  return largest
}
