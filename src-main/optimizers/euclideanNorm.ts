/** ‖x‖ = √(Σ xᵢ²), summed in float64 with the index rising. */
import type { Reals } from '../engine/precision'

export function euclideanNorm(values: Reals): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]! * values[index]!
  return Math.sqrt(sum)
}
