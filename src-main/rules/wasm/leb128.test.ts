import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signedLeb128, unsignedLeb128 } from './leb128'

/** As the specification defines the value of the bytes: Σ (byte mod 128)·128ⁱ, less 128ⁿ when the sign bit is set. */
function decoded(bytes: readonly number[], isSigned: boolean): number {
  const sum = bytes.reduce((total, byte, index) => total + (byte % 128) * 128 ** index, 0)
  const isNegative = isSigned && bytes.at(-1)! % 128 >= 64
  return isNegative ? sum - 128 ** bytes.length : sum
}

const edges = [0, 1, 63, 64, 127, 128, 8191, 8192, 16383, 16384, 2 ** 31 - 1]

describe('LEB128', () => {
  it('decodes to the number that was encoded, unsigned', () => {
    const number = fc.oneof(
      fc.constantFrom(...edges, 2 ** 31, 2 ** 32 - 1),
      fc.nat(300),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    )
    fc.assert(
      fc.property(number, (value) => {
        expect(decoded(unsignedLeb128(value), false)).toBe(value)
      }),
    )
  })

  it('decodes to the number that was encoded, signed', () => {
    const number = fc.oneof(
      fc.constantFrom(...edges, ...edges.map((edge) => -1 - edge)),
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    )
    fc.assert(
      fc.property(number, (value) => {
        expect(decoded(signedLeb128(value), true)).toBe(value)
      }),
    )
  })

  it('every byte but the last says that more come, and there is no byte too many', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        for (const [bytes, isSigned] of [
          [unsignedLeb128(value >>> 0), false],
          [signedLeb128(value), true],
        ] as const) {
          expect(bytes.map((byte) => byte >= 128)).toEqual(bytes.map((_, index) => index < bytes.length - 1))
          const shorter = bytes.slice(0, -1)
          if (shorter.length > 0) expect(decoded(shorter, isSigned)).not.toBe(isSigned ? value : value >>> 0)
        }
      }),
    )
  })

  it('gives the examples of the DWARF standard, table 7.7 and 7.8', () => {
    const unsigned = [2, 127, 128, 129, 130, 12857].map(unsignedLeb128)
    expect(unsigned).toEqual([[2], [127], [0x80, 1], [0x81, 1], [0x82, 1], [0xb9, 100]])
    const signed = [2, -2, 127, -127, 128, -128, 129, -129].map(signedLeb128)
    expect(signed).toEqual([[2], [0x7e], [0xff, 0], [0x81, 0x7f], [0x80, 1], [0x80, 0x7f], [0x81, 1], [0xff, 0x7e]])
  })
})
