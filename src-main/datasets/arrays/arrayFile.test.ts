/** NPY and IDX files, written by the formats' descriptions and read back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../testing/refusalOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { readArrayFile } from './arrayFile'
import { readIdxHeader } from './idxHeader'
import { readNpyHeader } from './npyHeader'
import { idxBytes, idxTypes, npyBytes, npyTypes, rangeOf } from './testing/arrayBytes'

const folder = temporaryFolder()
const readNpy = (bytes: Uint8Array) => readArrayFile(folder.write('array.npy', bytes), readNpyHeader)
const readIdx = (bytes: Uint8Array) => readArrayFile(folder.write('array.idx', bytes), readIdxHeader)
const npyReason = (bytes: Uint8Array) => refusalOf(() => readNpy(bytes))
const idxReason = (bytes: Uint8Array) => refusalOf(() => readIdx(bytes))

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

/** Whole numbers of the type's range, as many as the shape asks for. */
function valuesFor(shape: readonly number[], [min, max]: readonly [number, number]) {
  const count = shape.reduce((product, size) => product * size, 1)
  return fc.array(fc.integer({ min, max }), { minLength: count, maxLength: count })
}

describe('NPY', () => {
  test.each(npyTypes)('%s is read back in every order, byte order and version', (type) => {
    const files = shapes.chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        values: valuesFor(shape, rangeOf[type]),
        order: fc.constantFrom<'<' | '>'>('<', '>'),
        version: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
        isFortran: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(files, ({ shape, values, order, version, isFortran }) => {
        const read = readNpy(npyBytes(values, { shape, type, order, version, isFortran }))
        expect(read.shape).toEqual(shape)
        expect([...read.values]).toEqual(values)
      }),
      { numRuns: 60 },
    )
  })

  test('fractions keep every bit of their type', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        expect([...readNpy(npyBytes(values, { shape: [values.length] })).values]).toEqual(values)
      }),
    )
  })

  const sound = npyBytes([1, 2, 3, 4], { shape: [2, 2] })

  test('a file cut anywhere is refused at the byte where it ends', () => {
    for (let length = 0; length < sound.length; length++) {
      expect(npyReason(sound.subarray(0, length))).toContain(`ends at byte ${length}`)
    }
  })

  const header = (text: string) => {
    const bytes = npyBytes([1], { shape: [1] })
    const padded = Buffer.from(text.padEnd(117, ' ').concat('\n'), 'latin1')
    return Uint8Array.from([...bytes.subarray(0, 10), ...padded, ...bytes.subarray(128)])
  }
  const described = (descr: string, shape = '(1,)') =>
    header(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`)

  test.each([
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (1L,), }", 'long sizes'],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (1l, 1L,)}", 'long sizes, one a small letter'],
    ["{u'descr': u'<f8', u'fortran_order': False, u'shape': (1,)}", 'texts of unicode'],
    ['{b"descr": B"<f8", U"shape": ( 1L ,), b"fortran_order": True}', 'texts of bytes, in another order'],
  ])('a header of Python 2 is read: %s (%s)', (text) => {
    for (const version of [1, 2, 3]) {
      const bytes = Uint8Array.from([...header(text).subarray(0, 6), version, ...header(text).subarray(7)])
      // Versions 2 and 3 have two more bytes of length, which are zero.
      const whole = version === 1 ? bytes : Uint8Array.from([...bytes.subarray(0, 10), 0, 0, ...bytes.subarray(10)])
      expect([...readNpy(whole).values]).toEqual([1])
    }
  })

  test('a header of no more than 16 bytes of padding, as Python 2 wrote it on Windows, is read', () => {
    const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2L,), }           \n"
    const numbers = npyBytes([1, 1], { shape: [2] }).subarray(128)
    const bytes = Uint8Array.from([
      0x93,
      ...Buffer.from('NUMPY'),
      1,
      0,
      text.length,
      0,
      ...Buffer.from(text),
      ...numbers,
    ])
    expect(text).toHaveLength(70)
    expect([...readNpy(bytes).values]).toEqual([1, 1])
  })

  test.each<[string, Uint8Array, string]>([
    [
      'trailing bytes',
      Uint8Array.from([...sound, 0]),
      'goes on after byte 160, where its header (2 × 2 float64) ends it',
    ],
    ['another format', Uint8Array.from([0x93, 0x4e, 0x55, 0x4e, ...sound.subarray(4)]), 'byte 3 is not that of'],
    [
      'packed by gzip',
      Uint8Array.from([0x1f, 0x8b, ...sound]),
      'it is compressed with gzip and must be unpacked first',
    ],
    ['an archive', Uint8Array.from([0x50, 0x4b, ...sound]), 'it is an NPZ archive, which must be unpacked first'],
    [
      'a version to come',
      Uint8Array.from([...sound.subarray(0, 6), 4, ...sound.subarray(7)]),
      'has version 4.0 at byte 6; it must be 1.0, 2.0 or 3.0',
    ],
    ['quarter precision', described(`'<f1'`), 'has the type "<f1" at byte 20; it must be one of b1,'],
    ['extended precision', described(`'<f16'`), 'has the type "<f16" at byte 20'],
    ['texts', described(`'<U5'`), 'has the type "<U5" at byte 20'],
    ['objects', described(`'|O'`), 'has the type "|O" at byte 20'],
    ['records', described(`[('a', '<f4')]`), 'has "[" in its header at byte 20, where a text, a whole number'],
    ['a single number', described(`'<f8'`, '()'), 'holds a single number (shape () at byte 60)'],
    ['no examples', described(`'<f8'`, '(0,)'), 'has the size 0 in its shape at byte 60; sizes must be 1 or more'],
    [
      'a letter that opens no text',
      described(`x'<f8'`),
      'has "x" in its header at byte 20, where a text, a whole number',
    ],
    ['a letter behind a size', described(`'<f8'`, '(1Z,)'), 'has "Z" in its header at byte 62, where , must stand'],
    ['a call', described(`__import__('os')`), 'has "_" in its header at byte 20'],
    ['no dictionary', header('1'), 'has "1" in its header at byte 10, where { must stand'],
    ['more than a dictionary', header(`{'shape': (1,)} + {}`), 'has "+" in its header at byte 26'],
    ['no type', header(`{'shape': (1,), 'fortran_order': False}`), 'has the type another thing at byte 10'],
  ])('%s: refused by byte', (_, bytes, reason) => {
    expect(npyReason(bytes)).toContain(reason)
  })

  test('a number that is none is refused by its byte, in Fortran order too', () => {
    expect(npyReason(npyBytes([1, Number.NaN], { shape: [2] }))).toBe(
      'holds NaN at byte 136; every number must be finite',
    )
    // Row by row the third of six; with the first index fastest the fifth.
    const values = [1, 2, Number.POSITIVE_INFINITY, 4, 5, 6]
    expect(npyReason(npyBytes(values, { shape: [2, 3], isFortran: true }))).toContain('holds Infinity at byte 160')
    expect(npyReason(npyBytes([2], { shape: [1], type: 'b1' }))).toContain('where a boolean is 0 or 1')
  })

  test.each([
    ['i8', 9007199254740993n, '9007199254740993'],
    ['i8', -9007199254740993n, '-9007199254740993'],
    ['u8', 2n ** 63n + 1n, '9223372036854775809'],
  ] as const)('a whole number of %s that no float64 holds is refused as it stands in the file', (type, value, text) => {
    const bytes = npyBytes([0], { shape: [1], type })
    new DataView(bytes.buffer).setBigUint64(128, BigInt.asUintN(64, value), true)
    expect(npyReason(bytes)).toContain(`holds ${text} at byte 128; whole numbers must stay below 2^53`)
  })
})

describe('IDX', () => {
  test.each(idxTypes)('%s is read back', (type) => {
    const files = shapes.chain((shape) => fc.tuple(fc.constant(shape), valuesFor(shape, rangeOf[type])))
    fc.assert(
      fc.property(files, ([shape, values]) => {
        const read = readIdx(idxBytes(values, shape, type))
        expect(read.shape).toEqual(shape)
        expect([...read.values]).toEqual(values)
      }),
      { numRuns: 60 },
    )
  })

  test('a file cut anywhere is refused at the byte where it ends', () => {
    const bytes = idxBytes([1, 2, 3, 4], [2, 2], 'i2')
    for (let length = 0; length < bytes.length; length++) {
      expect(idxReason(bytes.subarray(0, length))).toContain(`ends at byte ${length}`)
    }
  })

  test.each<[string, readonly number[], string]>([
    ['another format', [0x89, 0x50, 8, 1, 0, 0, 0, 1, 0], 'is no IDX file: it has 89 at byte 0, which must be 00'],
    ['another second byte', [0, 10, 8, 1, 0, 0, 0, 1, 0], 'is no IDX file: it has 0a at byte 1, which must be 00'],
    ['an unknown type', [0, 0, 7, 1, 0, 0, 0, 1, 0], 'has the type 07 at byte 2; it must be one of 08 (uint8)'],
    ['no dimensions', [0, 0, 8, 0], 'has 0 dimensions at byte 3; it must have 1 or more'],
    ['a size of zero', [0, 0, 8, 1, 0, 0, 0, 0], 'gives dimension 1 the size 0 at byte 4'],
    ['trailing bytes', [0, 0, 8, 1, 0, 0, 0, 1, 5, 5], 'goes on after byte 9'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'is compressed with gzip'],
  ])('%s: refused by byte', (_, bytes, reason) => {
    expect(idxReason(Uint8Array.from(bytes))).toContain(reason)
  })
})

test('bytes of any kind are an array, whole and finite, or a sentence', () => {
  const expectEither = (read: (bytes: Uint8Array) => ReturnType<typeof readNpy>, bytes: Uint8Array) => {
    const arrays: ReturnType<typeof readNpy>[] = []
    const reason = refusalOf(() => arrays.push(read(bytes)))
    expect(reason === '').toBe(arrays.length === 1)
    for (const { shape, values } of arrays) {
      expect(values).toHaveLength(shape.reduce((product, size) => product * size, 1))
      expect([...values].every(Number.isFinite)).toBe(true)
    }
  }
  const sound = npyBytes([1, 2], { shape: [2], type: 'i2' })
  const damaged = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 4 }).map((changes) => {
    const bytes = Uint8Array.from(sound)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
      expectEither(readNpy, bytes)
      expectEither(readIdx, bytes)
    }),
    { numRuns: 500 },
  )
})
