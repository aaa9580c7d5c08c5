import { describe, expect, test } from 'vitest'
import { leakyRelu } from './leakyRelu'
import { logistic } from './logistic'
import { relu } from './relu'
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

  test('elements beyond the length are left alone', () => {
    for (const activation of [relu, leakyRelu, tanh, logistic]) {
      const outputs = new Float64Array(4).fill(7)
      activation.forward(outputs, Float64Array.of(1, 1, 1, 1), 2, SLOPE)
      activation.backward(outputs, outputs, outputs, outputs, 0, SLOPE)
      expect([...outputs.subarray(2)]).toEqual([7, 7])
    }
  })
})
