import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SeriesCsvColumn, seriesCsv } from './seriesCsv'

const loss = { diagnostic: 'trainingLoss', column: 'value', parameter: '' }
const median = { diagnostic: 'secondMoment', column: 'p50', parameter: 'hidden1.W' }

function text(columns: readonly SeriesCsvColumn[]): string {
  return [...seriesCsv(columns)].join('')
}

describe('seriesCsv', () => {
  it('writes one column for each series of each run, empty where it has no value, as RFC 4180 quotes', () => {
    const written = text([
      {
        run: { id: 3, name: 'bowl, "RMSProp"' },
        key: loss,
        steps: Float64Array.of(1, 2, 3),
        values: Float64Array.of(0.1, Number.NaN, 1e-8),
      },
      {
        run: { id: 4, name: 'Adam' },
        key: median,
        steps: Float64Array.of(2, 4),
        values: Float64Array.of(Number.NEGATIVE_INFINITY, 5e300),
      },
    ])
    expect(written).toBe(
      [
        'step,"bowl, ""RMSProp"" #3 trainingLoss.value",Adam #4 secondMoment.p50 hidden1.W',
        '1,0.1,',
        '2,NaN,-Infinity',
        '3,1e-8,',
        '4,,5e+300',
        '',
      ].join('\r\n'),
    )
  })

  it('writes every point, in full precision', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 2500, size: 'max' }), (values) => {
        const steps = Float64Array.from(values, (_, index) => index * 2)
        const records = text([{ run: { id: 1, name: 'a' }, key: loss, steps, values: Float64Array.from(values) }])
          .split('\r\n')
          .slice(1, -1)
          .map((record) => record.split(',').map(Number))
        expect(records).toEqual(values.map((value, index) => [index * 2, value]))
      }),
      { numRuns: 20 },
    )
  })

  it('without series is a header alone', () => {
    expect(text([])).toBe('step\r\n')
  })

  it('refuses a series whose columns differ in length', () => {
    const broken = { run: { id: 9, name: 'x' }, key: loss, steps: new Float64Array(2), values: new Float64Array(1) }
    expect(() => text([broken])).toThrow('x #9 trainingLoss.value has 2 steps, must be as many as values (1)')
  })
})
