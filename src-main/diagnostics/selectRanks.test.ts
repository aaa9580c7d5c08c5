import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectRank, selectRanks } from './selectRanks'

test('at each rank stands what sorting would put there, and the part stays what it was made of', () => {
  const parts = fc.oneof(
    fc.array(fc.integer({ min: -2147483648, max: 2147483647 }), { minLength: 1, maxLength: 300 }),
    fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 300 }),
  )
  fc.assert(
    fc.property(parts, fc.array(fc.nat(), { maxLength: 12 }), fc.nat({ max: 3 }), (values, anyRanks, before) => {
      const numbers = Int32Array.of(...Array<number>(before).fill(-7), ...values, 7)
      const ranks = Int32Array.from(anyRanks, (rank) => before + (rank % values.length)).sort()
      const sorted = Int32Array.from(values).sort()
      selectRanks(numbers, before, before + values.length, ranks, 0, ranks.length)
      for (const rank of ranks) expect(numbers[rank]).toBe(sorted[rank - before])
      expect(numbers.slice(before, -1).sort()).toEqual(sorted)
      expect([...numbers.slice(0, before), numbers.at(-1)]).toEqual([...Array<number>(before).fill(-7), 7])
    }),
  )
})

test('the number of a rank is that of the sorted part, and the part stays what it was made of', () => {
  const parts = fc.oneof(
    fc.array(fc.integer({ min: -2147483648, max: 2147483647 }), { minLength: 1, maxLength: 300 }),
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 300 }),
  )
  fc.assert(
    fc.property(parts, fc.nat(), fc.nat({ max: 3 }), (values, anyRank, before) => {
      const numbers = Int32Array.of(...Array<number>(before).fill(-7), ...values, 7)
      const rank = before + (anyRank % values.length)
      const sorted = Int32Array.from(values).sort()
      expect(selectRank(numbers, before, before + values.length, rank)).toBe(sorted[rank - before])
      expect(numbers.slice(before, -1).sort()).toEqual(sorted)
      expect([...numbers.slice(0, before), numbers.at(-1)]).toEqual([...Array<number>(before).fill(-7), 7])
    }),
  )
})

test('an order made to be slow for medians of three ends too', () => {
  // Musser's: rank after rank the pivot is next to the smallest
  const half = 20_000
  const numbers = new Int32Array(2 * half)
  for (let k = 1; k <= half; k++) {
    numbers[k - 1] = k % 2 === 1 ? k : half + k - 1
    numbers[half + k - 1] = 2 * k
  }
  const sorted = numbers.slice().sort()
  expect(selectRank(numbers, 0, numbers.length, 2 * half - 1)).toBe(sorted[2 * half - 1])
})
