import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectRanks } from './selectRanks'

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
