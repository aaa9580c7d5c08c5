import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packColumn, plainColumn, unpackColumn } from './columnCoding'

/** Numbers by their bits, so that every NaN and both zeros are drawn. */
const anyBits = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0]!)
const alike = fc
  .tuple(fc.double(), fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 400 }))
  .map(([base, small]) => small.map((part) => base + part / 256))
const columns = fc.oneof(
  fc.array(fc.double(), { maxLength: 300 }),
  fc.array(anyBits, { maxLength: 200 }),
  alike,
  fc.tuple(anyBits, fc.integer({ min: 0, max: 300 })).map(([one, length]) => Array<number>(length).fill(one)),
)

const bytesOf = (values: Float64Array) => [...plainColumn(values)]

describe('a packed column', () => {
  test('comes back bit for bit, and is never longer than the numbers', () => {
    fc.assert(
      fc.property(columns, (values) => {
        const column = Float64Array.from(values)
        const packed = packColumn(column)
        expect(packed.length).toBeLessThanOrEqual(8 * column.length)
        expect(bytesOf(unpackColumn(packed, column.length))).toEqual(bytesOf(column))
        expect(bytesOf(unpackColumn(plainColumn(column), column.length))).toEqual(bytesOf(column))
      }),
    )
  })

  test('of one number over and over is that number', () => {
    for (const number of [0.1, -0, Number.NaN]) {
      const column = new Float64Array(1000).fill(number)
      expect([...packColumn(column)]).toEqual(bytesOf(Float64Array.of(number)))
    }
    expect(packColumn(Float64Array.of(0, -0, 0)).length).toBe(24)
  })

  test('of float32 numbers takes less than half, of noise in float64 six bytes in seven', () => {
    let state = 1
    const next = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
    const noise = Float64Array.from({ length: 1024 }, () => Math.sqrt(next()) * (1 + next()))
    expect(packColumn(noise).length).toBeLessThan((6 / 7) * 8 * 1024)
    expect(packColumn(Float64Array.from(noise, Math.fround)).length).toBeLessThan(4 * 1024)
  })

  test('cut short is refused, and so is one longer than its numbers', () => {
    const packed = packColumn(Float64Array.from({ length: 200 }, (_, index) => 1 + index / 8))
    expect(packed.length).toBeLessThan(1600)
    for (let length = 0; length < packed.length; length++) {
      if (length !== 8) expect(() => unpackColumn(packed.subarray(0, length), 200)).toThrow()
    }
    expect(() => unpackColumn(new Uint8Array(9), 1)).toThrow('column = 9 bytes, must be at most 8')
  })
})
