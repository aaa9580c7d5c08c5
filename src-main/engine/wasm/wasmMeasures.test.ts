/** Parity: each measure by WebAssembly against its twin, bit for bit. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allCells, cellOf } from '../measures/cellOf'
import { orderingKey } from '../measures/orderingKey'
import { typescriptMeasures as twin } from '../measures/typescriptMeasures'
import { arbitraryReal, realKinds } from '../testing/arbitraryReals'
import { firstDifference } from '../testing/sameBits'
import { TwinArrays } from '../testing/twinArrays'
import { KernelMemory } from './kernelMemory'
import { wasmMeasures } from './wasmMeasures'

const fast = wasmMeasures(new KernelMemory())
const arrays = new TwinArrays(fast.reals)
const lengths = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 3000 }))
const gaps = fc.nat({ max: 9 })

/** Arrays of every length, anywhere, of each kind of numbers. */
function forArrays(check: (length: number, values: number[], others: number[], gap: number) => void): void {
  for (const kind of realKinds) {
    const values = fc.array(arbitraryReal[kind], { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(lengths, values, values, gaps, (length, some, others, gap) => {
        arrays.reset()
        check(length, some, others, gap)
        expect(arrays.strayWrites()).toBe(0)
      }),
      { numRuns: 100 },
    )
  }
}

describe('each measure gives the bits of its twin', () => {
  test('sumOfSquares and sumOfSquaredDifferences', () => {
    forArrays((length, some, others, gap) => {
      const a = arrays.take(some, length, gap)
      const b = arrays.take(others, length, gap)
      expect(fast.sumOfSquares(a.reached)).toBe(twin.sumOfSquares(a.reference))
      expect(fast.sumOfSquaredDifferences(a.reached, b.reached)).toBe(
        twin.sumOfSquaredDifferences(a.reference, b.reference),
      )
    })
  })

  test('summarise', () => {
    const actual = { sum: 1, least: 1, largest: 1 }
    const expected = { sum: 2, least: 2, largest: 2 }
    forArrays((length, some, _others, gap) => {
      const a = arrays.take(some, length, gap)
      fast.summarise(a.reached, actual)
      twin.summarise(a.reference, expected)
      expect(actual).toEqual(expected)
    })
  })

  test('areFinite, which one number decides', () => {
    const places = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.nat(), arbitraryReal.anything)
    fc.assert(
      fc.property(places, gaps, ([length, anyPlace, value], gap) => {
        arrays.reset()
        const { reached } = arrays.take([3e38], length, gap)
        reached[anyPlace % length] = value
        expect(fast.areFinite(reached)).toBe(Number.isFinite(value))
        expect(twin.areFinite(reached)).toBe(Number.isFinite(value))
      }),
    )
  })

  test('observeSecondMoment', () => {
    forArrays((length, some, others, gap) => {
      const s = arrays.take(some, length, gap)
      const g = arrays.take(others, length, gap)
      fast.observeSecondMoment(s.reached, g.reached, 0.99)
      twin.observeSecondMoment(s.reference, g.reference, 0.99)
      expect(firstDifference(s.reached, s.reference)).toBe(null)
      expect(firstDifference(g.reached, g.reference)).toBe(null)
    })
  })

  test('countCells and takeCells', () => {
    const cells = allCells
    const lowest = -allCells / 2
    const tables = [fast, twin].map((measures) => ({
      measures,
      counts: measures.words(cells),
      groups: measures.bytes(cells),
      ends: measures.words(2),
      taken: measures.words(4000),
    }))
    forArrays((length, some, others, gap) => {
      const a = arrays.take(some, length, gap)
      const chosen = [some[0]!, others[0]!].map((number) => cellOf(orderingKey(wordOf(number))))
      const results = tables.map(({ measures, counts, groups, ends, taken }) => {
        const array = measures === fast ? a.reached : a.reference
        if (!(array instanceof Float32Array)) throw new TypeError('the arrays must be of float32')
        counts.fill(0)
        groups.fill(0)
        ends.set([0, 3500])
        taken.fill(0)
        chosen.forEach((cell, index) => {
          groups[cell - lowest] = index + 1
        })
        measures.countCells(array, counts, lowest)
        measures.takeCells(array, groups, lowest, ends, taken)
        return [counts.reduce((sum, count) => sum + count, 0), counts.slice(), ends.slice(), taken.slice()]
      })
      expect(results[0]![0]).toBe(length)
      expect(results[0]).toEqual(results[1])
    })
  })
})

test('arrays of float64 are left to the reference, and arrays from elsewhere refused', () => {
  const wide = Float64Array.of(3, 4)
  expect(fast.sumOfSquares(wide)).toBe(25)
  expect(() => fast.sumOfSquares(new Float32Array(2))).toThrow('array lies outside of the kernels’ memory')
})

function wordOf(number: number): number {
  return new Int32Array(Float32Array.of(number).buffer)[0]!
}
