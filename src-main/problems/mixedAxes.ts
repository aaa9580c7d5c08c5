/**
 * An orthogonal change of axes that mixes all of them, in a few passes over a vector.
 *
 *   y = H₄·H₃·H₂·H₁·x        Hⱼ·x = x − 2·vⱼ·(vⱼ·x)/(vⱼ·vⱼ)        x = H₁·H₂·H₃·H₄·y
 *
 * Householder reflections in normal vectors vⱼ from the seed's stream `mixedAxes`. Sums run from the first element on.
 */
import { createGenerator } from '../engine/generator'

const reflections = 4

export interface MixedAxes {
  /** x → y, in place. */
  mix(vector: Float64Array): void
  /** y → x, in place: the inverse, which is the transpose. */
  unmix(vector: Float64Array): void
}

export function createMixedAxes(dimensions: number, seed: number): MixedAxes {
  const generator = createGenerator(seed, 'mixedAxes')
  const normals = Array.from({ length: reflections }, () => {
    const normal = Float64Array.from({ length: dimensions }, () => generator.nextNormal())
    return { normal, factor: 2 / product(normal, normal) }
  })
  const backwards = [...normals].reverse()
  return {
    mix: (vector) => {
      for (const { normal, factor } of normals) reflect(vector, normal, factor)
    },
    unmix: (vector) => {
      for (const { normal, factor } of backwards) reflect(vector, normal, factor)
    },
  }
}

function reflect(vector: Float64Array, normal: Float64Array, factor: number): void {
  const length = factor * product(normal, vector)
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - length * normal[i]!
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
