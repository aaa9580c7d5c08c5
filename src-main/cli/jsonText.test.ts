import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLine } from './jsonText'

test('numbers that JSON cannot hold are texts', () => {
  expect(jsonLine({ loss: Number.NaN, best: -Infinity, last: Infinity })).toBe(
    '{"loss":"NaN","best":"-Infinity","last":"Infinity"}',
  )
})

test('columns are lists, non-finite entries included', () => {
  expect(jsonLine({ values: new Float64Array([1, Number.NaN]) })).toBe('{"values":[1,"NaN"]}')
  expect(jsonLine({ values: new Float32Array([0.5]) })).toBe('{"values":[0.5]}')
})

test('what does not apply is left out', () => {
  expect(jsonLine({ run: 1, testAccuracy: undefined })).toBe('{"run":1}')
})

test('every finite number reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read: unknown = JSON.parse(jsonLine({ value }))
      // JSON has no negative zero; everything else keeps its bits.
      expect(read).toEqual({ value: value === 0 ? 0 : value })
    }),
  )
})
