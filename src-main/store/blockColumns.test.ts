import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOfPoints, combineBlocks, emptyBlocks } from './blockColumns'

/** Two levels above 64 points. */
function summarised(values: Float64Array) {
  const points = blocksOfPoints(
    Float64Array.from(values, (_, index) => index + 1),
    values,
  )
  const finer = emptyBlocks(8)
  for (let block = 0; block < 8; block++) combineBlocks(finer, block, points, 8 * block, 1)
  const coarse = emptyBlocks(1)
  combineBlocks(coarse, 0, finer, 0, 8)
  return coarse
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
)

test('a block of blocks says of its points what they say themselves', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 64, maxLength: 64 }), (values) => {
      const block = summarised(Float64Array.from(values))
      const finite = values.filter(Number.isFinite)
      expect(block.steps[0]).toBe(64)
      expect(block.nonFinite[0]).toBe(64 - finite.length)
      expect(block.last[0]).toBe(finite.at(-1) ?? Number.NaN)
      expect(block.low[0]).toBe(finite.length === 0 ? Number.NaN : Math.min(...finite))
      expect(block.high[0]).toBe(finite.length === 0 ? Number.NaN : Math.max(...finite))
      const mean = finite.reduce((sum, entry) => sum + entry, 0) / finite.length
      if (finite.length > 0) expect(Math.abs(block.mean[0]! - mean)).toBeLessThanOrEqual(1e-12 * 1e6)
      else expect(block.mean[0]).toBeNaN()
    }),
  )
})

test('the mean of huge values is not infinite', () => {
  expect(summarised(new Float64Array(64).fill(Number.MAX_VALUE / 2)).mean[0]).toBe(Number.MAX_VALUE / 2)
})
