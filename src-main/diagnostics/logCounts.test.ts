/** Counts against those of comparing every number with every edge. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKernels } from '../engine/kernels/createKernels'
import { createMeasures } from '../engine/measures/createMeasures'
import { typescriptMeasures } from '../engine/measures/typescriptMeasures'
import type { Precision } from '../engine/precision'
import { LogCounts } from './logCounts'
import { histogramEdges } from './secondMomentHistogram'

function bruteForce(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0)
  for (const value of Array.from(values)) {
    const below = edges.filter((edge) => edge <= value).length
    const bin = Math.min(Math.max(below, 1), edges.length - 1)
    const place = value === 0 ? 0 : value > 0 && Number.isFinite(value) ? bin : edges.length
    counts[place]!++
  }
  return counts
}

/** The float of either precision next to a positive one. */
function nextTo(value: number, precision: Precision, by: -1n | 1n): number {
  if (precision === 'float64') {
    const words = new BigInt64Array(Float64Array.of(value).buffer)
    words[0] = words[0]! + by
    return new Float64Array(words.buffer)[0]!
  }
  const words = new Int32Array(Float32Array.of(value).buffer)
  words[0] = words[0]! + Number(by)
  return new Float32Array(words.buffer)[0]!
}

const odd = [
  0,
  -0,
  5e-324,
  1.4e-45,
  1.1754942e-38,
  2.2e-308,
  3.4028235e38,
  1.79e308,
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
]
const measuresOf = {
  TypeScript: () => typescriptMeasures,
  WebAssembly: () => createMeasures(createKernels('wasm', 'float32')),
}

describe.each(Object.entries(measuresOf))('by %s', (_name, create) => {
  describe.each(['float32', 'float64'] as const)('%s', (precision) => {
    const measures = create()
    const counts = new LogCounts(histogramEdges, 5000, measures)
    const countsOf = (values: readonly number[], scale = 1): number[] => {
      const array = measures.reals(precision, values.length)
      array.set(values)
      counts.count(array, scale)
      return [...counts.counts]
    }
    const rounded = (values: readonly number[]) =>
      precision === 'float32' ? [...Float32Array.from(values)] : [...values]

    const near = fc
      .tuple(fc.nat(histogramEdges.length - 1), fc.constantFrom(-1n, 0n, 1n))
      .map(([edge, by]) => (by === 0n ? histogramEdges[edge]! : nextTo(histogramEdges[edge]!, precision, by)))
    const anywhere = fc.tuple(fc.double({ min: 1, max: 10 }), fc.integer({ min: -50, max: 40 }))
    const value = fc.oneof(
      near,
      fc.constantFrom(...odd),
      anywhere.map(([mantissa, exponent]) => mantissa * 10 ** exponent),
    )

    test.each([40, 2500])('of up to %i numbers are those of comparing each with every edge', (size) => {
      fc.assert(
        fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (few) => {
          // a few numbers often, so that arrays are long and yet quickly made
          const values = Array.from({ length: Math.max(few.length, size) }, (_, index) => few[index % few.length]!)
          expect(countsOf(values)).toEqual(bruteForce(rounded(values), histogramEdges))
        }),
        { numRuns: 60 },
      )
    })

    test('a number on an edge is in the bin above it, its lower neighbour in the bin below', () => {
      const values = histogramEdges.filter((edge) => rounded([edge])[0] === edge)
      expect(values.length).toBeGreaterThan(10)
      for (const edge of values) {
        const [on, below] = [countsOf([edge]), countsOf([nextTo(edge, precision, -1n)])]
        const place = histogramEdges.indexOf(edge) + 1
        expect(on.indexOf(1)).toBe(Math.min(place, histogramEdges.length - 1))
        expect(below.indexOf(1)).toBe(Math.max(place - 1, 1))
      }
    })

    test('numbers are multiplied by the scale, in float64, before they are compared', () => {
      const values = rounded([1e-20, 3e-7, 2, 5e30, 0])
      for (const many of [values, Array.from({ length: 3000 }, (_, index) => values[index % 5]!)]) {
        const scaled = many.map((one) => 1e12 * one)
        expect(countsOf(many, 1e12)).toEqual(bruteForce(scaled, histogramEdges))
      }
    })
  })
})

test('edges are the powers of ten in steps of a quarter, four a decade, from 1e-32 to 1e16', () => {
  expect(histogramEdges).toHaveLength(4 * 48 + 1)
  histogramEdges.forEach((edge, index) => {
    const exponent = index / 4 - 32
    if (Number.isInteger(exponent)) expect(edge).toBe(Number(`1e${exponent}`))
    expect(Math.abs(Math.log10(edge) - exponent)).toBeLessThan(1e-14)
  })
})
