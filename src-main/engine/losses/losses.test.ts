import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binaryCrossEntropy } from './binaryCrossEntropy'
import { huber } from './huber'
import { buildLoss } from './index'
import { meanAbsoluteError } from './meanAbsoluteError'
import { meanSquaredError } from './meanSquaredError'
import { smoothedCrossEntropy } from './smoothedCrossEntropy'
import { softmaxCrossEntropy } from './softmaxCrossEntropy'

const logits = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 3, maxLength: 3 })
const reals = (...values: number[]) => Float64Array.from(values)

describe('softmaxCrossEntropy', () => {
  test('equal logits cost ln(classes)', () => {
    expect(softmaxCrossEntropy.evaluate(null, reals(4, 4, 4, 4), [2], 1, 4)).toBeCloseTo(Math.log(4), 15)
  })

  test('gradients of a row sum to zero, and only the target\u2019s is negative', () => {
    fc.assert(
      fc.property(logits, fc.nat({ max: 2 }), (z, target) => {
        const gradients = new Float64Array(3)
        softmaxCrossEntropy.evaluate(gradients, reals(...z), [target], 1, 3)
        expect(Math.abs(gradients[0]! + gradients[1]! + gradients[2]!)).toBeLessThan(1e-15)
        gradients.forEach((g, j) => {
          expect(j === target ? g <= 0 : g >= 0).toBe(true)
        })
      }),
    )
  })

  test('a constant added to a row of exact logits changes nothing', () => {
    const value = softmaxCrossEntropy.evaluate(null, reals(1, 2, 3), [0], 1, 3)
    expect(softmaxCrossEntropy.evaluate(null, reals(1001, 1002, 1003), [0], 1, 3)).toBe(value)
  })

  test('huge logits neither overflow nor underflow', () => {
    expect(softmaxCrossEntropy.evaluate(null, reals(1e300, 0, -1e300), [0], 1, 3)).toBe(0)
    expect(softmaxCrossEntropy.evaluate(null, reals(1000, 0), [1], 1, 2)).toBe(1000)
  })

  test('the first of tied logits is the prediction', () => {
    const outputs = reals(1, 5, 5, 2, 2, 2)
    expect(softmaxCrossEntropy.countCorrect(outputs, [1, 0], 2, 3)).toBe(2)
    expect(softmaxCrossEntropy.countCorrect(outputs, [2, 1], 2, 3)).toBe(0)
  })

  test.each([-1, 3, 0.5, Number.NaN])('class %s of three is refused with its row', (target) => {
    expect(() => softmaxCrossEntropy.evaluate(null, reals(0, 0, 0, 0, 0, 0), [0, target], 2, 3)).toThrow(
      `targets[1] = ${target}, must be an integer in [0, 3)`,
    )
  })
})

describe('binaryCrossEntropy', () => {
  test('equals softmax over (z, 0) for hard targets', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), fc.constantFrom(0, 1), (z, t) => {
        const binary = binaryCrossEntropy.evaluate(null, reals(z), [t], 1, 1)
        const softmax = softmaxCrossEntropy.evaluate(null, reals(0, z), [t], 1, 2)
        expect(Math.abs(binary - softmax)).toBeLessThan(1e-14 * Math.max(1, Math.abs(softmax)))
      }),
    )
  })

  test('huge logits neither overflow nor lose the small side', () => {
    expect(binaryCrossEntropy.evaluate(null, reals(1000), [0], 1, 1)).toBe(1000)
    expect(binaryCrossEntropy.evaluate(null, reals(-1000), [0], 1, 1)).toBe(0)
    expect(binaryCrossEntropy.evaluate(null, reals(-40), [0], 1, 1)).toBeCloseTo(Math.exp(-40), 30)
  })

  test('a row is right when every output is on its side; a logit of 0 predicts 0', () => {
    expect(binaryCrossEntropy.countCorrect(reals(0, 2, -1, 3), [0, 1, 0, 0], 4, 1)).toBe(3)
    expect(binaryCrossEntropy.countCorrect(reals(0, 2, -1, 3), [0, 1, 0, 0], 2, 2)).toBe(1)
  })

  test.each([-0.1, 1.1, Number.NaN])('target %s is refused', (target) => {
    expect(() => binaryCrossEntropy.evaluate(null, reals(0, 0), [0, target], 2, 1)).toThrow(
      `targets[1] = ${target}, must be in [0, 1]`,
    )
  })
})

describe('meanSquaredError', () => {
  test('is the mean over rows and outputs', () => {
    const gradients = new Float64Array(4)
    expect(meanSquaredError.evaluate(gradients, reals(1, 2, 3, 4), [0, 0, 0, 0], 2, 2)).toBe(7.5)
    expect([...gradients]).toEqual([0.5, 1, 1.5, 2])
    expect(meanSquaredError.isClassification).toBe(false)
    expect(meanSquaredError.countCorrect(reals(1), [1], 1, 1)).toBe(0)
  })
})

describe('meanAbsoluteError', () => {
  test('is the mean over rows and outputs, with no gradient where it is met', () => {
    const gradients = new Float64Array(4)
    expect(meanAbsoluteError.evaluate(gradients, reals(1, 2, 3, 4), [2, 2, 0, 0], 2, 2)).toBe(2)
    expect([...gradients]).toEqual([-0.25, 0, 0.25, 0.25])
  })
})

describe('huber', () => {
  test('is half the squared error near and rises by δ far, in one smooth curve', () => {
    const gradients = new Float64Array(4)
    // errors 1, −2, 3, −4 under δ = 2: ½, 2, 2·(3 − 1), 2·(4 − 1)
    expect(huber(2).evaluate(gradients, reals(1, -2, 3, -4), [0, 0, 0, 0], 2, 2)).toBe(12.5 / 4)
    expect([...gradients]).toEqual([0.25, -0.5, 0.5, -0.5])
  })

  test('a δ beyond all errors gives half the mean squared error, and δ → 0 gives δ times the mean absolute error', () => {
    fc.assert(
      fc.property(logits, logits, (z, t) => {
        const outputs = reals(...z)
        const half = meanSquaredError.evaluate(null, outputs, t, 1, 3) / 2
        // Equal to the bit but among denormals, where halving the square and halving the mean round apart.
        expect(Math.abs(huber(100).evaluate(null, outputs, t, 1, 3) - half)).toBeLessThanOrEqual(1e-322)
        const small = huber(1e-9).evaluate(null, outputs, t, 1, 3) / 1e-9
        expect(Math.abs(small - meanAbsoluteError.evaluate(null, outputs, t, 1, 3))).toBeLessThan(1e-8)
      }),
    )
  })

  test.each([0, -1, Number.NaN, Infinity])('δ = %s is refused', (delta) => {
    expect(() => buildLoss('huber', { huberDelta: delta })).toThrow(`huberDelta = ${delta}, must be in (0, ∞)`)
  })
})

describe('label smoothing', () => {
  test('none is the plain cross-entropy itself', () => {
    expect(smoothedCrossEntropy(0)).toBe(softmaxCrossEntropy)
    expect(buildLoss('softmaxCrossEntropy')).toBe(softmaxCrossEntropy)
  })

  test('is (1 − ε) of the class and ε of the mean over all classes, for loss and gradients', () => {
    fc.assert(
      fc.property(
        logits,
        fc.nat({ max: 2 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (z, target, smoothing) => {
          const outputs = reals(...z)
          const gradients = new Float64Array(3)
          const parts = [0, 1, 2].map((c) => {
            const own = new Float64Array(3)
            return { loss: softmaxCrossEntropy.evaluate(own, outputs, [c], 1, 3), own }
          })
          const mix = (of: (part: { loss: number; own: Float64Array }) => number) =>
            (1 - smoothing) * of(parts[target]!) + (smoothing / 3) * parts.reduce((sum, part) => sum + of(part), 0)
          const loss = smoothedCrossEntropy(smoothing).evaluate(gradients, outputs, [target], 1, 3)
          expect(Math.abs(loss - mix((part) => part.loss))).toBeLessThan(1e-13)
          gradients.forEach((g, j) => {
            expect(Math.abs(g - mix((part) => part.own[j]!))).toBeLessThan(1e-15)
          })
        },
      ),
    )
  })

  test('counts a prediction as right as before', () => {
    expect(smoothedCrossEntropy(0.1).countCorrect(reals(1, 5, 5, 2, 2, 2), [1, 0], 2, 3)).toBe(2)
  })

  test.each([-0.1, 1, Number.NaN])('ε = %s is refused', (smoothing) => {
    expect(() => smoothedCrossEntropy(smoothing)).toThrow(`labelSmoothing = ${smoothing}, must be in [0, 1)`)
  })
})

test('asking for gradients changes no bit of a loss', () => {
  fc.assert(
    fc.property(logits, (z) => {
      const outputs = Float32Array.from(z)
      for (const [loss, targets] of [
        [softmaxCrossEntropy, [1]],
        [binaryCrossEntropy, [0, 1, 0.5]],
        [meanSquaredError, [1, 2, 3]],
        [meanAbsoluteError, [1, 2, 3]],
        [huber(1), [1, 2, 3]],
        [smoothedCrossEntropy(0.1), [1]],
      ] as const) {
        const alone = loss.evaluate(null, outputs, targets, 1, 3)
        expect(loss.evaluate(new Float32Array(3), outputs, targets, 1, 3)).toBe(alone)
      }
    }),
  )
})
