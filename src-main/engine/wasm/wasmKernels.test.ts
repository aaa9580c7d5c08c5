import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { typescriptKernels } from '../kernels/typescriptKernels'
import { type ActivationName, activations } from '../layers/activations'
import { buildLoss, type LossName, losses } from '../losses'
import { arbitraryReal, arbitrarySize, realKinds } from '../testing/arbitraryReals'
import { testProducts } from '../testing/productLaws'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays, type Twins } from '../testing/twinArrays'
import { KernelMemory } from './kernelMemory'
import { wasmKernels } from './wasmKernels'

const fast = wasmKernels()
const plain = typescriptKernels('float32')
const twins = new TwinArrays(fast.allocate)
const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 6, maxLength: 6 })

const lossNames = Object.keys(losses) as LossName[]
/** Bounds, usual values, those that no float32 holds, and any other. */
const lossSettings = fc.record({
  labelSmoothing: fc.oneof(
    fc.constantFrom(0, Number.MIN_VALUE, 1e-9, 0.1, 0.25, 1 / 3, 1 - 2 ** -24, 1 - Number.EPSILON),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  ),
  huberDelta: fc.oneof(
    fc.constantFrom(Number.MIN_VALUE, 1e-40, 0.1, 0.5, 1, 1.3, 100, 1e6, 1e300),
    fc.double({ min: 0, minExcluded: true, max: 1e6, noNaN: true }),
  ),
})

beforeEach(() => twins.reset())

/** Both, and nothing beside them. */
function expectTwins(...pairs: readonly Twins[]): void {
  for (const { reached, reference } of pairs) expect(firstDifference(reached, reference)).toBe(null)
  expect(twins.strayWrites()).toBe(0)
}

testProducts(fast)

describe('where every load is checked', () => testProducts(wasmKernels(new KernelMemory(), true)))

describe.each(realKinds)('of %s elements, bit for bit the reference:', (kind) => {
  const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 97 })
  test.each(Object.keys(activations) as ActivationName[])('%s and its derivative, also in place', (name) => {
    const slopes = fc.constantFrom(0, 0.01, 0.25).map(Math.fround)
    fc.assert(
      fc.property(arbitrarySize, gaps, values, values, slopes, (length, [g0, g1, g2, g3], inputs, gradients, slope) => {
        twins.reset()
        const x = twins.take(inputs, length, g0!)
        const y = twins.take([9], length, g1!)
        const dy = twins.take(gradients, length, g2!)
        const dx = twins.take([9], length, g3!)
        for (const which of ['reference', 'reached'] as const) {
          const { forward, backward } = (which === 'reached' ? fast : plain).activation(activations[name])
          forward(y[which], x[which], length, slope)
          backward(dx[which], dy[which], y[which], x[which], length, slope)
          backward(dy[which], dy[which], y[which], x[which], length, slope)
        }
        expectTwins(x, y, dy, dx)
      }),
      { numRuns: 300 },
    )
  })

  test.each<{ name: LossName; target: (index: number, columns: number) => number }>([
    { name: 'softmaxCrossEntropy', target: (index: number, columns: number) => (index * 7) % columns },
    { name: 'binaryCrossEntropy', target: (index: number) => [0, 1, 0.3, 1][index % 4]! },
    { name: 'meanSquaredError', target: (index: number) => 1.7 - index },
    { name: 'meanAbsoluteError', target: (index: number) => 1.7 - index },
    { name: 'huber', target: (index: number) => 0.1 * index },
  ])('$name and its gradients, by every setting and of no row too', ({ name, target }) => {
    const shapes = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 40 }))
    fc.assert(
      fc.property(shapes, gaps, values, lossSettings, ([rows, columns], [g0, g1], logits, settings) => {
        twins.reset()
        const z = twins.take(logits, rows * columns, g0!)
        const dz = twins.take([9], rows * columns, g1!)
        const targets = Float64Array.from({ length: rows * columns }, (_, index) => target(index, columns))
        const results = (['reference', 'reached'] as const).map((which) => {
          const loss = (which === 'reached' ? fast : plain).loss(buildLoss(name, settings))
          const alone = loss.evaluate(null, z[which], targets, rows, columns)
          return [alone, loss.evaluate(dz[which], z[which], targets, rows, columns)]
        })
        expect(results[1]).toEqual(results[0])
        expectTwins(z, dz)
      }),
      { numRuns: 300 },
    )
  })
})

test.each(lossNames)('%s of no row is no number by either, and writes nothing', (name) => {
  for (const settings of [{}, { labelSmoothing: 0.1, huberDelta: 0.3 }]) {
    twins.reset()
    const z = twins.take([], 0, 3)
    const dz = twins.take([], 0, 5)
    for (const which of ['reference', 'reached'] as const) {
      const loss = (which === 'reached' ? fast : plain).loss(buildLoss(name, settings))
      expect(loss.evaluate(null, z[which], [], 0, 4)).toBeNaN()
      expect(loss.evaluate(dz[which], z[which], [], 0, 4)).toBeNaN()
    }
    expectTwins(z, dz)
  }
})

describe('memory', () => {
  test('views stay good when it grows', () => {
    const { allocate } = wasmKernels()
    const first = allocate('float32', 100)
    first.fill(3)
    const wide = allocate('float64', 1_000_000)
    wide.fill(7)
    first[50] = 4
    const [a, out] = [allocate('float32', 100), allocate('float32', 100)]
    expect([a.byteOffset % 64, wide.byteOffset % 64, a[99]]).toEqual([0, 0, 0])
    expect([first[49], first[50], first[51], first.length, out[0]]).toEqual([3, 4, 3, 100, 0])
    expect(wide.every((value) => value === 7)).toBe(true)
  })

  test('an array from elsewhere, one too short, and a length that is none are refused', () => {
    const inside = fast.allocate('float32', 4)
    const outside = new Float32Array(4)
    expect(() => fast.products.plain(inside, outside, inside, 2, 2, 2)).toThrow('outside of the kernels’ memory')
    expect(() => fast.products.plain(inside, inside, inside, 2, 3, 2)).toThrow('array.length = 4, must be ≥ 6')
    expect(() => fast.allocate('float32', 1.5)).toThrow('length = 1.5, must be an integer ≥ 0')
  })

  test('targets that a loss cannot take are refused, each by the reference’s words', () => {
    const z = fast.allocate('float32', 3)
    expect(() => fast.loss(buildLoss('softmaxCrossEntropy')).evaluate(null, z, [3], 1, 3)).toThrow(
      'targets[0] = 3, must be',
    )
    expect(() => fast.loss(buildLoss('binaryCrossEntropy')).evaluate(null, z, [2], 1, 1)).toThrow(
      'targets[0] = 2, must be',
    )
  })
})

test('copies, sums and products element by element, also in place, bit for bit the reference', () => {
  const values = fc.array(arbitraryReal.anything, { minLength: 1, maxLength: 97 })
  const gaps = fc.array(fc.nat({ max: 7 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(arbitrarySize, fc.nat({ max: 9 }), gaps, values, values, (length, start, gap, some, others) => {
      twins.reset()
      const a = twins.take(some, length, gap[0]!)
      const b = twins.take(others, start + length, gap[1]!)
      const outputs = [2, 3, 4].map((index) => twins.take([9], length, gap[index]!))
      for (const which of ['reference', 'reached'] as const) {
        const { copy, add, multiply } = (which === 'reached' ? fast : plain).elements
        const [copied, sum, product] = outputs.map((output) => output[which])
        copy(copied!, a[which], length)
        add(sum!, a[which], b[which], length)
        multiply(product!, a[which], b[which], start, length)
        add(a[which], a[which], b[which], length)
      }
      for (const { reached, reference } of [a, b, ...outputs]) expect(firstDifference(reached, reference)).toBe(null)
      expect(twins.strayWrites()).toBe(0)
    }),
    { numRuns: 300 },
  )
})
