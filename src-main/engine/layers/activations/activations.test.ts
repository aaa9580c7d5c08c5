import { describe, expect, test } from 'vitest'
import { elu } from './elu'
import { gelu } from './gelu'
import { activations } from './index'
import { leakyRelu } from './leakyRelu'
import { linear } from './linear'
import { logistic } from './logistic'
import { relu } from './relu'
import { silu } from './silu'
import { softplus } from './softplus'
import { tanh } from './tanh'

const INPUTS = Float32Array.of(-2, -0, 0, 0.5, Number.NaN, Infinity, -Infinity)
const SLOPE = 0.25

/** [outputs, input gradients under output gradients of 3] */
function run(activation: typeof relu) {
  const outputs = new Float32Array(INPUTS.length)
  const gradients = new Float32Array(INPUTS.length).fill(3)
  activation.forward(outputs, INPUTS, INPUTS.length, SLOPE)
  activation.backward(gradients, gradients, outputs, INPUTS, INPUTS.length, SLOPE)
  return [[...outputs], [...gradients]]
}

describe('activations', () => {
  test('relu passes what is positive, and no gradient at 0', () => {
    expect(run(relu)).toEqual([
      [0, -0, 0, 0.5, Number.NaN, Infinity, 0],
      [0, 0, 0, 3, 3, 3, 0],
    ])
  })

  test('leakyRelu passes the rest by its slope, also at 0', () => {
    expect(run(leakyRelu)).toEqual([
      [-0.5, -0, 0, 0.5, Number.NaN, Infinity, -Infinity],
      [0.75, 0.75, 0.75, 3, 0.75, 3, 0.75],
    ])
  })

  test('tanh and sigmoid saturate without a NaN', () => {
    const [hyperbolic, hyperbolicGradients] = run(tanh)
    expect(hyperbolic!.slice(1, 3)).toEqual([-0, 0])
    expect(hyperbolic!.slice(4)).toEqual([Number.NaN, 1, -1])
    expect(hyperbolicGradients!.slice(5)).toEqual([0, 0])
    const [sigmoid, sigmoidGradients] = run(logistic)
    expect(sigmoid!.slice(1, 3)).toEqual([0.5, 0.5])
    expect(sigmoid!.slice(4)).toEqual([Number.NaN, 1, 0])
    expect(sigmoidGradients!.slice(1, 3)).toEqual([0.75, 0.75])
    expect(sigmoidGradients!.slice(5)).toEqual([0, 0])
  })

  test('linear changes nothing', () => {
    expect(run(linear)).toEqual([[...INPUTS], Array(7).fill(3)])
  })

  test('elu falls to −α, and has the slope of its lower side at 0', () => {
    const [outputs, gradients] = run(elu)
    // α = 0.25; e⁻² = 0.1353352832366127 from tables
    expect(outputs![0]).toBeCloseTo(0.25 * (0.1353352832366127 - 1), 7)
    expect(outputs!.slice(1)).toEqual([-0, 0, 0.5, Number.NaN, Infinity, -0.25])
    expect(gradients![0]).toBeCloseTo(3 * 0.25 * 0.1353352832366127, 7)
    expect(gradients!.slice(1)).toEqual([0.75, 0.75, 3, Number.NaN, 3, 0])
  })

  test('gelu, silu and softplus are 0 at −∞ and x at +∞, with derivatives 0 and 1', () => {
    for (const activation of [gelu, silu, softplus]) {
      const [outputs, gradients] = run(activation)
      expect(outputs!.slice(4)).toEqual([Number.NaN, Infinity, 0])
      expect(gradients!.slice(4)).toEqual([Number.NaN, 3, 0])
    }
  })

  // Φ(½) and φ(½) of the tables of the normal distribution; σ(½) and ln(1 + e^½) by their definitions
  test.each([
    ['gelu', gelu, 0.5 * 0.6914624612740131, 0.6914624612740131 + 0.5 * 0.3520653267642995],
    ['silu', silu, 0.5 * 0.6224593312018546, 0.6224593312018546 * (1 + 0.5 * 0.3775406687981454)],
    ['softplus', softplus, 0.9740769841801067, 0.6224593312018546],
  ])('%s of ½ is that of the tables', (_, activation, value, slope) => {
    const outputs = new Float64Array(1)
    const gradients = Float64Array.of(1)
    activation.forward(outputs, Float64Array.of(0.5), 1, 0)
    activation.backward(gradients, gradients, outputs, Float64Array.of(0.5), 1, 0)
    expect(outputs[0]).toBeCloseTo(value, 14)
    expect(gradients[0]).toBeCloseTo(slope, 14)
  })

  test('elements beyond the length are left alone', () => {
    for (const activation of Object.values(activations)) {
      const outputs = new Float64Array(4).fill(7)
      activation.forward(outputs, Float64Array.of(1, 1, 1, 1), 2, SLOPE)
      activation.backward(outputs, outputs, outputs, outputs, 0, SLOPE)
      expect([...outputs.subarray(2)]).toEqual([7, 7])
    }
  })
})
