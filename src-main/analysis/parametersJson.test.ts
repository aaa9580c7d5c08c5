import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parametersJson } from './parametersJson'

describe('parametersJson', () => {
  it('reads back as the same numbers, with texts for what JSON cannot hold', () => {
    const doubles = fc.array(fc.double(), { maxLength: 2500, size: 'max' })
    fc.assert(
      fc.property(doubles, doubles, fc.string(), (values, slot, name) => {
        const tensor = {
          name,
          shape: [values.length],
          values: Float64Array.from(values),
          slots: { s: Float64Array.from(slot), m: Float32Array.of(0.1) },
        }
        const text = [
          ...parametersJson({
            parameters: [tensor, { ...tensor, slots: {} }],
            statistics: [{ name, shape: tensor.shape, values: tensor.values }],
          }),
        ].join('')
        const inJson = (column: readonly number[]) =>
          column.map((value) => (Number.isFinite(value) ? value : String(value)))
        const first = { name, shape: [values.length], values: inJson(values) }
        expect(JSON.parse(text)).toEqual({
          parameters: [
            { ...first, slots: { s: inJson(slot), m: [0.10000000149011612] } },
            { ...first, slots: {} },
          ],
          statistics: [first],
        })
      }),
      { numRuns: 20 },
    )
  })

  it('of no parameters is an empty list, and without statistics there is no list of them', () => {
    expect([...parametersJson({ parameters: [], statistics: [] })].join('')).toBe('{"parameters":[]}\n')
  })
})
