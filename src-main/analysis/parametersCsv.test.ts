import { describe, expect, it } from 'vitest'
import type { ExportedTensors, ParameterTensor } from '../contract/snapshot'
import { parametersCsv } from './parametersCsv'

const only = (parameter: ParameterTensor): ExportedTensors => ({ parameters: [parameter], statistics: [] })

describe('parametersCsv', () => {
  it('writes one record for each element, row by row, with its indices and slots', () => {
    const written = [
      ...parametersCsv({
        parameters: [
          {
            name: 'hidden1.W',
            shape: [2, 2],
            values: Float64Array.of(1, -2.5, Number.NaN, 1e-9),
            slots: { s: Float64Array.of(0.1, 0.2, 0.3, 0.4) },
          },
          { name: 'hidden1.b', shape: [2], values: Float32Array.of(0.1, 7), slots: {} },
        ],
        statistics: [{ name: 'norm.runningMean', shape: [1], values: Float64Array.of(0.25) }],
      }),
    ].join('')
    expect(written.split('\r\n')).toEqual([
      'parameter,index0,index1,value,s',
      'hidden1.W,0,0,1,0.1',
      'hidden1.W,0,1,-2.5,0.2',
      'hidden1.W,1,0,NaN,0.3',
      'hidden1.W,1,1,1e-9,0.4',
      'hidden1.b,0,,0.10000000149011612,',
      'hidden1.b,1,,7,',
      'norm.runningMean,0,,0.25,',
      '',
    ])
  })

  it('writes all elements of a parameter longer than one piece', () => {
    const values = Float64Array.from({ length: 2345 }, (_, index) => index)
    const records = [...parametersCsv(only({ name: 'x', shape: [2345], values, slots: {} }))].join('').split('\r\n')
    expect(records.slice(1, -1)).toEqual(Array.from(values, (value) => `x,${value},${value}`))
  })

  it('refuses a column that does not fit the shape', () => {
    const broken = { name: 'x', shape: [3], values: new Float64Array(2), slots: {} }
    expect(() => [...parametersCsv(only(broken))]).toThrow('x has a column of 2 elements, must be 3')
  })
})
