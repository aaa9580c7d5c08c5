/**
 * A path computed apart from this program, and whether an optimizer follows it: weights and slots, to 1e-12 unless it
 * says why not.
 */
import { expect } from 'vitest'
import type { OptimizerDefinition } from '../optimizer'
import { largestRelativeDifference, type Settings, settingsOf, type Training, trainDefinition } from './trainOptimizer'

export interface Trajectory {
  readonly source: string
  readonly optimizer: { readonly kind: string } & Settings
  /** Of the parameter, where it is no vector. */
  readonly shape?: readonly number[]
  readonly initial: number[]
  readonly gradients: number[][]
  /** α of each step, where it is not the same for all. */
  readonly rates?: number[]
  readonly weights: number[][]
  /** 1e-12 where it is absent; a larger one says why. */
  readonly tolerance?: number
  readonly because?: string
  /** After each step, the slots that the other implementation shows. */
  readonly state: Readonly<Record<string, number[][]>>
}

/** @param list - what the trajectory's document can name */
export function followTrajectory(
  definition: OptimizerDefinition,
  { optimizer, shape, initial, gradients, rates, tolerance = 1e-12, ...expected }: Trajectory,
  list: readonly OptimizerDefinition[],
  backend: NonNullable<Training['backend']>,
): void {
  const settings = settingsOf(optimizer, list)
  const { weights, slots } = trainDefinition(definition, settings, initial, gradients, { backend, rates, shape })
  expect(largestRelativeDifference(weights, expected.weights), 'weights').toBeLessThanOrEqual(tolerance)
  expect(Object.keys(slots)).toEqual(expect.arrayContaining(Object.keys(expected.state)))
  for (const [slot, values] of Object.entries(expected.state)) {
    expect(largestRelativeDifference(slots[slot]!, values), slot).toBeLessThanOrEqual(tolerance)
  }
}
