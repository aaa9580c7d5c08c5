import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wasmKernels } from '../wasm/wasmKernels'
import { typescriptKernels } from './typescriptKernels'

const every = [typescriptKernels('float32'), typescriptKernels('float64'), wasmKernels()]

test('every byte becomes its value, whatever the size of a row and wherever the bytes start', () => {
  const bytes = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 255 }) })
  const sizes = fc.constantFrom(1, 4, 15, 16, 17, 48)
  fc.assert(
    fc.property(sizes, fc.nat({ max: 5 }), fc.array(bytes, { minLength: 144 }), (size, start, some) => {
      const values = Uint8Array.from(some).subarray(start)
      const count = Math.floor(values.length / size)
      const scaled = Float64Array.from({ length: 256 }, (_, byte) => (byte - 30) / 7)
      for (const { allocate, byteRows, precision } of every) {
        const readRow = byteRows({ values, size, scaled })
        const into = allocate(precision, size + 2).fill(9)
        const expected = into.slice()
        for (let row = count - 1; row >= 0; row--) {
          readRow(row, into, 1)
          for (let feature = 0; feature < size; feature++)
            expected[1 + feature] = scaled[values[row * size + feature]!]!
          expect([...into]).toEqual([...expected])
        }
      }
    }),
  )
})

test('a row that does not fit is refused before a byte is written', () => {
  const { allocate, byteRows } = wasmKernels()
  const readRow = byteRows({ values: new Uint8Array(32), size: 16, scaled: new Float64Array(256).fill(1) })
  const into = allocate('float32', 17)
  expect(() => readRow(1, into, 2)).toThrow('array.length = 17, must be ≥ 18')
  expect(into.every((value) => value === 0)).toBe(true)
})
