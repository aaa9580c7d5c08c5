import { expect, test } from 'vitest'
import type { ColumnKey } from '../../contract/series'
import { appendRows } from '../series/appendRows'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { readBand } from './readBand'

const key: ColumnKey = { diagnostic: 'trainingLoss', parameter: '', column: 'value' }
const whole = { key, fromStep: null, toStep: null, points: 500 }

function group(columns: readonly (readonly number[])[]) {
  const { db } = temporaryLabFile()
  const runs = insertSamples(db, columns.length)
  for (const [index, values] of columns.entries()) {
    appendRows(db, runs[index]!, {
      key: { diagnostic: key.diagnostic, parameter: '' },
      shape: { columns: ['value'] },
      steps: Float64Array.from(values, (_, row) => row + 1),
      values: Float64Array.from(values),
    })
  }
  return { db, runs }
}

test('a band has mean, median, spread and interval over the runs that have the step, and says how many they are', () => {
  const { db, runs } = group([
    [1, 10],
    [2, 20, 5],
    [6, 30],
  ])
  const band = readBand(db, { runs, ...whole })
  expect(band).toMatchObject({ runCount: 3, rowsPerPoint: 1 })
  expect(band.steps).toEqual(Float64Array.of(1, 2, 3))
  expect(band.n).toEqual(Float64Array.of(3, 3, 1))
  expect(band.mean).toEqual(Float64Array.of(3, 20, 5))
  expect(band.median).toEqual(Float64Array.of(2, 20, 5))
  expect(band.low).toEqual(Float64Array.of(1, 10, 5))
  expect(band.high).toEqual(Float64Array.of(6, 30, 5))
  // Sample deviations √7 and 10; of one run none.
  expect(band.standardDeviation[0]).toBeCloseTo(Math.sqrt(7), 14)
  expect(band.standardDeviation[1]).toBeCloseTo(10, 13)
  expect(band.standardDeviation[2]).toBeNaN()
  // At two degrees of freedom Student's quantile has a closed form: (2p − 1)/√(2p(1 − p)).
  const t = 0.95 / Math.sqrt(2 * 0.975 * 0.025)
  expect(band.intervalHigh[1]).toBeCloseTo(20 + (t * 10) / Math.sqrt(3), 10)
  expect(band.intervalLow[1]).toBeCloseTo(20 - (t * 10) / Math.sqrt(3), 10)
  expect(band.intervalLow[2]).toBeNaN()
})

test('a value that is not finite is left out, and n says so', () => {
  const { db, runs } = group([
    [1, Number.NaN],
    [3, 4],
  ])
  const { n, mean } = readBand(db, { runs, ...whole })
  expect([[...n], [...mean]]).toEqual([
    [2, 1],
    [2, 4],
  ])
})

test('of a long series a point stands for 8^L rows, with their mean at the step of the last', () => {
  const rows = 9000
  const { db, runs } = group([0, 100].map((shift) => Array.from({ length: rows }, (_, index) => index + shift)))
  const { rowsPerPoint, steps, mean, n } = readBand(db, { runs, ...whole, points: 100 })
  expect(rowsPerPoint).toBe(64)
  expect(steps[0]).toBe(64)
  expect(mean[0]).toBe(63 / 2 + 50)
  expect(steps.at(-1)).toBe(rows)
  expect(Math.min(...n)).toBe(2)
  // 128 whole blocks of 64 lie in eight whole chunks; the rows behind them are one point.
  expect(steps.length).toBe(129)
  expect(mean.at(-1)).toBeCloseTo((8192 + 8999) / 2 + 50, 9)
})

test('a window has the points that end in it', () => {
  const { db, runs } = group([[5, 6, 7, 8]])
  const { steps, mean } = readBand(db, { runs, ...whole, fromStep: 2, toStep: 3 })
  expect([[...steps], [...mean]]).toEqual([
    [2, 3],
    [6, 7],
  ])
})
