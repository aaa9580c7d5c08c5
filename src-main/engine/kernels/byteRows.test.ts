import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wasmKernels } from '../wasm/wasmKernels'
import { rowsAtOnce } from './byteRows'
import { typescriptKernels } from './typescriptKernels'

const every = [
  ['typescript, float32', typescriptKernels('float32')],
  ['typescript, float64', typescriptKernels('float64')],
  ['wasm', wasmKernels()],
] as const

describe.each(every)('%s', (_, { allocate, byteRows, precision }) => {
  test('every byte becomes its value, in the order asked for, whatever the size of a row and wherever the bytes start', () => {
    const bytes = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 255 }) })
    const sizes = fc.constantFrom(1, 4, 15, 16, 17, 48)
    const scalings = fc.constantFrom<(byte: number) => number>(
      (byte) => byte / 255,
      (byte) => (byte - 30) / 7,
    )
    fc.assert(
      fc.property(
        ...([
          sizes,
          fc.nat({ max: 5 }),
          scalings,
          fc.array(bytes, { minLength: 144 }),
          fc.infiniteStream(fc.nat()),
        ] as const),
        (size, start, scaling, some, draws) => {
          const values = Uint8Array.from(some).subarray(start)
          const count = Math.floor(values.length / size)
          const scaled = Float64Array.from({ length: 256 }, (_, byte) => scaling(byte))
          const reader = byteRows({ values, size, scaled })
          const asked = Array.from({ length: 9 }, () => draws.next().value % count)
          reader.rows.set(asked)
          const into = allocate(precision, 11 * size).fill(9)
          const expected = into.slice()
          reader.read(asked.length, into, 1)
          asked.forEach((row, index) => {
            for (let f = 0; f < size; f++) expected[(1 + index) * size + f] = scaled[values[row * size + f]!]!
          })
          expect([...into]).toEqual([...expected])
        },
      ),
    )
  })

  test('what does not fit is refused before a byte is written', () => {
    const reader = byteRows({ values: new Uint8Array(32), size: 16, scaled: new Float64Array(256).fill(1) })
    const into = allocate(precision, 33)
    reader.rows.set([1, 2])
    expect(() => reader.read(1, into, 2)).toThrow('length = 33, must be ≥ 48')
    expect(() => reader.read(2, into, 0)).toThrow('rows[1] = 2, must be < 2')
    expect(() => reader.read(rowsAtOnce + 1, into, 0)).toThrow(`count = ${rowsAtOnce + 1}, must be ≤ ${rowsAtOnce}`)
    expect(into.every((value) => value === 0)).toBe(true)
  })
})
