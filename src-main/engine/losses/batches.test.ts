/** Every loss of two rows of two outputs, of which the numbers are known by hand, in both precisions. */
import { describe, expect, test } from 'vitest'
import { binaryCrossEntropy } from './binaryCrossEntropy'
import { binaryCrossEntropy32 } from './binaryCrossEntropy32'
import { buildLoss, type LossName } from './index'
import type { Loss } from './loss'
import { smoothedCrossEntropy } from './smoothedCrossEntropy'
import { smoothedCrossEntropy32 } from './smoothedCrossEntropy32'
import { softmaxCrossEntropy } from './softmaxCrossEntropy'
import { softmaxCrossEntropy32 } from './softmaxCrossEntropy32'

interface Case {
  readonly loss: Loss
  readonly twin: Loss
  readonly targets: readonly number[]
  /** of outputs that are all 0 */
  readonly gradients: readonly number[]
}

const cases: readonly Case[] = [
  {
    loss: softmaxCrossEntropy,
    twin: softmaxCrossEntropy32,
    targets: [0, 1],
    // probabilities ½, less 1 for the class, over 2 rows
    gradients: [-0.25, 0.25, 0.25, -0.25],
  },
  {
    loss: smoothedCrossEntropy(0.5),
    twin: smoothedCrossEntropy32(0.5),
    targets: [0, 1],
    // probabilities ½, less ¾ for the class and ¼ for the other, over 2 rows
    gradients: [-0.125, 0.125, 0.125, -0.125],
  },
  {
    loss: binaryCrossEntropy,
    twin: binaryCrossEntropy32,
    targets: [1, 0, 0, 1],
    // σ(0) = ½, less the target, over 4 outputs
    gradients: [-0.125, 0.125, 0.125, -0.125],
  },
]

describe.each(cases)('$loss.kind', ({ loss, twin, targets, gradients }) => {
  test('is a mean over what it counts: ln 2 where nothing is known, its gradients as many times smaller', () => {
    const own = new Float64Array(4)
    expect(loss.evaluate(own, new Float64Array(4), targets, 2, 2)).toBeCloseTo(Math.LN2, 15)
    expect([...own]).toEqual(gradients)
    const rounded = new Float32Array(4)
    expect(twin.evaluate(rounded, new Float32Array(4), targets, 2, 2)).toBeCloseTo(Math.LN2, 7)
    expect([...rounded]).toEqual(gradients)
  })

  test('in float32 is the same but for rounding, large outputs of either sign among them', () => {
    for (const outputs of [
      [1.5, -0.25, -3, 2],
      [-20, 20, 20, -20],
      [40, -40, 0.5, 0.75],
    ]) {
      const [own, rounded] = [new Float64Array(4), new Float32Array(4)]
      const exact = loss.evaluate(own, Float64Array.from(outputs), targets, 2, 2)
      expect(Math.abs(twin.evaluate(rounded, Float32Array.from(outputs), targets, 2, 2) / exact - 1)).toBeLessThan(1e-6)
      for (const [index, gradient] of own.entries()) expect(Math.abs(rounded[index]! - gradient)).toBeLessThan(1e-7)
    }
  })

  test('is of classes, and asked for no gradients gives the same loss', () => {
    expect([loss.isClassification, twin.isClassification]).toEqual([true, true])
    expect(loss.targetWidth(2)).toBe(targets.length / 2)
    const outputs = Float32Array.of(1.5, -0.25, -3, 2)
    for (const each of [loss, twin]) {
      expect(each.evaluate(null, outputs, targets, 2, 2)).toBe(
        each.evaluate(new Float32Array(4), outputs, targets, 2, 2),
      )
    }
  })
})

test.each(['meanSquaredError', 'meanAbsoluteError', 'huber'] as const)(
  '%s is of numbers, none right or wrong',
  (name) => {
    const loss = buildLoss(name)
    expect(loss.isClassification).toBe(false)
    expect(loss.targetWidth(3)).toBe(3)
    expect(loss.countCorrect(Float64Array.of(1, 1), [1, 1], 2, 1)).toBe(0)
  },
)

test('the δ of huber is 1 unless it is said', () => {
  // ½ · ½² where the error is below δ, δ · (3 − ½ δ) where it is above
  const at = (error: number, settings = {}) =>
    buildLoss('huber', settings).evaluate(null, Float64Array.of(error), [0], 1, 1)
  expect([at(0.5), at(3), at(3, { huberDelta: 2 })]).toEqual([0.125, 2.5, 4])
})

test('binary targets are right above ½, as outputs are above 0', () => {
  const areRight = (output: number, targets: readonly number[]) =>
    targets.map((target) => binaryCrossEntropy.countCorrect(Float64Array.of(output), [target], 1, 1))
  expect(areRight(1, [0.5, 0.6])).toEqual([0, 1])
  expect(areRight(0.1, [0.5, 0.6])).toEqual([0, 1])
  expect(areRight(0, [0.5, 0.6])).toEqual([1, 0])
})

test('a loss that does not exist is refused with those that do', () => {
  const names = 'softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, meanAbsoluteError, huber'
  for (const name of ['hinge', 'toString']) {
    expect(() => buildLoss(name as LossName)).toThrow(`loss = ${name}, must be one of ${names}`)
  }
})
