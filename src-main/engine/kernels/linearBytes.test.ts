import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linearBytes } from './linearBytes'

const bytes = Float64Array.from({ length: 256 }, (_, byte) => byte)

test.each([
  ['grey values over 255', bytes.map((byte) => byte / 255)],
  ['grey values as they are', bytes],
])('%s are multiples of one number, each found bit for bit', (_, scaled) => {
  const found = linearBytes(scaled)
  const { high, low } = found!
  expect([...bytes].map((byte) => Math.fround(Math.fround(byte * high) + Math.fround(byte * low)))).toEqual(
    [...scaled].map(Math.fround),
  )
})

test('values that are shifted, or one of which is another, are not', () => {
  expect(linearBytes(bytes.map((byte) => (byte - 33) / 78))).toBeNull()
  expect(linearBytes(bytes.map((byte) => (byte === 200 ? 0 : byte / 255)))).toBeNull()
  expect(linearBytes(bytes.map((byte) => -byte))).toBeNull()
})

test('what is answered gives every value, whatever the number', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (unit) => {
      const scaled = bytes.map((byte) => byte * unit)
      const found = linearBytes(scaled)
      if (found === null) return
      const { high, low } = found
      scaled.forEach((value, byte) => {
        expect(Math.fround(Math.fround(byte * high) + Math.fround(byte * low))).toBe(Math.fround(value))
      })
    }),
  )
})
