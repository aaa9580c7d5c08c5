/** Half precision against NumPy: every finite number there is, and those that are none. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { refusalOf } from '../testing/refusalOf'
import { temporaryFolder } from '../testing/temporaryFolder'
import { readArrayFile } from './arrayFile'
import { halfPrecision } from './elementType'
import { readNpyHeader } from './npyHeader'

interface HalfFixture {
  /** Bits and the number they are, as text: JSON has no −0. */
  readonly values: readonly (readonly [number, string])[]
  readonly nonFinite: readonly (readonly [number, 'inf' | '-inf' | 'nan'])[]
  readonly finite: number
  readonly finiteDigest: string
}

const path = (name: string) => fileURLToPath(new URL(`./testdata/${name}`, import.meta.url))
const fixture: HalfFixture = JSON.parse(readFileSync(path('float16.json'), 'utf8'))
const folder = temporaryFolder()

test('zeros, subnormals, the smallest, the largest and their neighbours are those of NumPy', () => {
  expect(fixture.values.map(([bits]) => halfPrecision(bits))).toEqual(fixture.values.map(([, text]) => Number(text)))
})

test('infinities and NaN are those of NumPy', () => {
  const numbers = { inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, nan: Number.NaN }
  for (const [bits, name] of fixture.nonFinite) expect(halfPrecision(bits)).toBe(numbers[name])
})

test('every finite pattern is the number NumPy makes of it, and float32 holds it exactly', () => {
  const finite = Array.from({ length: 65_536 }, (_, bits) => halfPrecision(bits)).filter(Number.isFinite)
  expect(finite).toHaveLength(fixture.finite)
  const bytes = new DataView(new ArrayBuffer(finite.length * 8))
  finite.forEach((value, index) => {
    bytes.setFloat64(index * 8, value, true)
  })
  expect(createHash('sha256').update(new Uint8Array(bytes.buffer)).digest('hex')).toBe(fixture.finiteDigest)
  expect(finite.findIndex((value) => !Object.is(Math.fround(value), value))).toBe(-1)
})

test('a float16 file that NumPy saved is read, in Fortran order and with the other byte order too', () => {
  const expected = Array.from({ length: 13 }, (_, row) => [fixture.values[row]!, fixture.values[13 + row]!])
    .flat()
    .map(([, text]) => Number(text))
  const saved = readFileSync(path('float16.npy'))
  const turned = Uint8Array.from(saved)
  const start = saved.length - 2 * expected.length
  for (let at = start; at < saved.length; at += 2) turned.set([saved[at + 1]!, saved[at]!], at)
  turned[saved.indexOf('<f2')] = '>'.charCodeAt(0)
  for (const bytes of [saved, turned]) {
    const { shape, values } = readArrayFile(folder.write('half.npy', bytes), readNpyHeader)
    expect(shape).toEqual([13, 2])
    expect([...values]).toEqual(expected)
  }
})

test.each(fixture.nonFinite)('bits %i, %s, are refused at their byte', (bits) => {
  const bytes = Uint8Array.from(readFileSync(path('float16.npy')))
  bytes.set([bits & 255, bits >> 8], 130)
  const reason = refusalOf(() => readArrayFile(folder.write('odd.npy', bytes), readNpyHeader))
  expect(reason).toMatch(/^holds (NaN|-?Infinity) at byte 130; every number must be finite$/)
})
