import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateReals, type Precision } from '../engine/precision'
import { byteExamples } from './byteExamples'

test('every byte becomes its value, whatever the size of a row and wherever the bytes start', () => {
  const bytes = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 255 }) })
  const sizes = fc.constantFrom(1, 4, 15, 16, 17, 48)
  const precisions = fc.constantFrom<Precision>('float32', 'float64')
  fc.assert(
    fc.property(
      sizes,
      fc.nat({ max: 5 }),
      precisions,
      fc.array(bytes, { minLength: 144 }),
      (size, start, precision, some) => {
        const values = Uint8Array.from(some).subarray(start)
        const count = Math.floor(values.length / size)
        const scaled = Float64Array.from({ length: 256 }, (_, byte) => (byte - 30) / 7)
        const rows = Uint32Array.from({ length: count }, (_, row) => count - 1 - row)
        const examples = byteExamples({ values, size, targets: new Uint8Array(count) }, scaled, rows)
        const into = allocateReals(precision, size + 2).fill(9)
        const expected = into.slice()
        rows.forEach((row, index) => {
          examples.readInputs(index, into, 1)
          for (let feature = 0; feature < size; feature++)
            expected[1 + feature] = scaled[values[row * size + feature]!]!
          expect(into).toEqual(expected)
        })
      },
    ),
  )
})
