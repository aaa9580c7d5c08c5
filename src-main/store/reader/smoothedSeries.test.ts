import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smooth } from '../../analysis/smooth'
import { windowOfPoints } from '../../analysis/windows/buckets'
import type { ColumnKey } from '../../contract/series'
import { appendRows } from '../series/appendRows'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { createAnswers } from './answer'

const key: ColumnKey = { diagnostic: 'trainingLoss', parameter: '', column: 'value' }

function values(from: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => {
    const row = from + index
    return row % 97 === 5 ? Number.NaN : Math.sin(row * 0.37) * (row % 11) + 1000 / (row + 1)
  })
}

test('a window of a growing smoothed column is that of the column smoothed as a whole, bit for bit', () => {
  const frames = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(frames, fc.constantFrom(0.3, 0.9, 0.999), fc.constantFrom(50, 400), (counts, smoothing, buckets) => {
      const { db } = temporaryLabFile()
      const run = insertSamples(db, 1)[0]!
      const answers = createAnswers(db)
      let rows = 0
      for (const count of counts) {
        appendRows(db, run, {
          key: { diagnostic: key.diagnostic, parameter: '' },
          shape: { columns: ['value'] },
          steps: Float64Array.from({ length: count }, (_, index) => rows + index + 1),
          values: values(rows, count),
        })
        rows += count
        const steps = Float64Array.from({ length: rows }, (_, index) => index + 1)
        const whole = smooth(values(0, rows), smoothing)
        for (const [fromStep, toStep] of [
          [null, null],
          [Math.floor(rows / 3), Math.floor(rows / 2)],
        ] as const) {
          const [window] = answers.windows({ run, keys: [key], fromStep, toStep, buckets, smoothing })
          const expected = windowOfPoints(steps, whole, fromStep, toStep, buckets)
          expect(window!.totalPoints).toBe(expected.totalPoints)
          expect(window!.nonFiniteCount).toBe(expected.nonFiniteCount)
          if (!expected.isDecimated) expect(window).toEqual({ key, ...expected })
          else expectWithin(window!, steps, whole)
        }
      }
    }),
    { numRuns: 15 },
  )
})

/** A bucket of whole blocks holds exactly the points behind the step of the bucket before, up to its own. */
function expectWithin(
  window: { steps: Float64Array; low: Float64Array; high: Float64Array; last: Float64Array },
  steps: Float64Array,
  whole: Float64Array,
): void {
  for (let bucket = 1; bucket < window.steps.length; bucket++) {
    const inside = whole.subarray(
      steps.indexOf(window.steps[bucket - 1]!) + 1,
      steps.indexOf(window.steps[bucket]!) + 1,
    )
    const finite = inside.filter(Number.isFinite)
    if (finite.length === 0) continue
    expect(window.low[bucket]).toBe(Math.min(...finite))
    expect(window.high[bucket]).toBe(Math.max(...finite))
    expect(window.last[bucket]).toBe(finite.at(-1))
  }
}
