import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockPlaces, blockStatistics, blockWidth, coarserBlocks } from './blocks'

/** The one block of level 2 above 64 rows of a column, by statistic. */
function summarised(values: readonly number[]) {
  const shape = { columns: ['before', 'value'] }
  const steps = Float64Array.from(values, (_, index) => index + 1)
  const rows = { steps, columns: [new Float64Array(64), Float64Array.from(values)] }
  const coarse = coarserBlocks(shape, coarserBlocks(shape, rows, 0), 1)
  const places = blockPlaces(shape, 1)
  const parts = blockStatistics.map((statistic, index) => [statistic, coarse.columns[places[index]!]![0]!] as const)
  return {
    steps: [...coarse.steps],
    ...(Object.fromEntries(parts) as Record<(typeof blockStatistics)[number], number>),
  }
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
)

test('a block of blocks says of its rows what they say themselves', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 64, maxLength: 64 }), (values) => {
      const block = summarised(values)
      const finite = values.filter(Number.isFinite)
      expect(block.steps).toEqual([64])
      expect(block.notFinite).toBe(64 - finite.length)
      expect(block.last).toBe(finite.at(-1) ?? Number.NaN)
      expect(block.low).toBe(finite.length === 0 ? Number.NaN : Math.min(...finite))
      expect(block.high).toBe(finite.length === 0 ? Number.NaN : Math.max(...finite))
      const mean = finite.reduce((sum, entry) => sum + entry, 0) / finite.length
      if (finite.length > 0) expect(Math.abs(block.mean - mean)).toBeLessThanOrEqual(1e-12 * 1e6)
      else expect(block.mean).toBeNaN()
    }),
  )
})

test('the mean of huge values is not infinite', () => {
  expect(summarised(Array<number>(64).fill(Number.MAX_VALUE / 2)).mean).toBe(Number.MAX_VALUE / 2)
})

test('a block of histograms has the sum of each count', () => {
  const shape = { histogram: [-1, 0, 1] }
  const steps = Float64Array.from({ length: 20 }, (_, index) => 10 * index)
  const columns = [0, 1, 2, 3].map((place) => steps.map((_, row) => place * 100 + row))
  const coarse = coarserBlocks(shape, { steps, columns }, 0)
  expect(blockWidth(shape)).toBe(4)
  expect([...coarse.steps]).toEqual([70, 150])
  // Rows 0 to 7 sum to 28, rows 8 to 15 to 92.
  expect(coarse.columns.map((counts) => [...counts])).toEqual(
    [0, 1, 2, 3].map((place) => [800 * place + 28, 800 * place + 92]),
  )
})
