import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ColumnKey } from '../../contract/series'
import { appendRows } from '../series/appendRows'
import { insertSamples } from '../testing/insertSamples'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { readFacts } from './readFacts'

const key: ColumnKey = { diagnostic: 'trainingLoss', parameter: '', column: 'value' }

/** A run with these values at steps 1, 2, 3 …, recorded in frames of any size. */
function stored(values: readonly number[], frame = 700) {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  for (let first = 0; first < values.length; first += frame) {
    const part = values.slice(first, first + frame)
    appendRows(db, run!, {
      key: { diagnostic: key.diagnostic, parameter: '' },
      shape: { columns: ['value'] },
      steps: Float64Array.from(part, (_, index) => first + index + 1),
      values: Float64Array.from(part),
    })
  }
  return { db, run: run! }
}

const numbers = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
)

/** Values that repeat, so that a long series can be drawn: some of them changed at places. */
const series = fc
  .record({
    length: fc.integer({ min: 1, max: 9000 }),
    pattern: fc.array(numbers, { minLength: 1, maxLength: 30 }),
    spikes: fc.array(fc.record({ place: fc.nat(8999), value: numbers }), { maxLength: 5 }),
  })
  .map(({ length, pattern, spikes }) => {
    const values = Array.from({ length }, (_, index) => pattern[index % pattern.length]!)
    for (const { place, value } of spikes) if (place < length) values[place] = value
    return values
  })

test('every fact is that of a search through all rows, whatever the levels are', () => {
  fc.assert(
    fc.property(series, fc.double({ min: -100, max: 100, noNaN: true }), (values, level) => {
      const { db, run } = stored(values)
      const { runs } = readFacts(db, { runs: [run], key, level })
      const finite = values.flatMap((value, index) => (Number.isFinite(value) ? [{ step: index + 1, value }] : []))
      const least = Math.min(...finite.map(({ value }) => value))
      const most = Math.max(...finite.map(({ value }) => value))
      expect(runs[0]).toMatchObject({
        rowCount: values.length,
        notFinite: values.length - finite.length,
        first: finite[0] ?? null,
        last: finite.at(-1) ?? null,
        lowest: finite.find(({ value }) => value === least) ?? null,
        highest: finite.find(({ value }) => value === most) ?? null,
        firstBelow: finite.find(({ value }) => value < level)?.step ?? null,
      })
    }),
    { numRuns: 25 },
  )
})

test('without a level the runs are held to the lowest round one that they have in common', () => {
  const { db, run } = stored(Array.from({ length: 3000 }, (_, index) => 10 / (index + 1)))
  const other = insertSamples(db, 1)[0]!
  appendRows(db, other, {
    key: { diagnostic: key.diagnostic, parameter: '' },
    shape: { columns: ['value'] },
    steps: Float64Array.of(1, 2, 3),
    values: Float64Array.of(10, 5, 0.9),
  })
  const { level, runs } = readFacts(db, { runs: [run, other], key, level: null })
  expect(level).toBe(1)
  // 10/(i + 1) < 1 first at i = 10, which is step 11.
  expect(runs.map(({ firstBelow }) => firstBelow)).toEqual([11, 3])
})

test('a run without the series has no facts, and is no error', () => {
  const { db, run } = stored([1])
  const { runs } = readFacts(db, { runs: [run], key: { ...key, column: 'other' }, level: 2 })
  expect(runs).toEqual([
    {
      run,
      rowCount: 0,
      notFinite: 0,
      first: null,
      last: null,
      lowest: null,
      highest: null,
      settled: null,
      firstBelow: null,
    },
  ])
})

/** As the contract says it, by a search through all rows. */
function settledBySearch(values: readonly number[]) {
  const half = Math.floor(values.length / 2)
  const second = values.slice(half)
  const [low, high] = [Math.min(...second), Math.max(...second)]
  const outside = values.slice(0, half).findLastIndex((value) => !(value >= low && value <= high))
  return { sinceStep: outside + 2, low, high }
}

test('the band that a run settles in, and the step since when, are those of a search through all rows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 12_000 }),
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      (length, fall, width) => {
        const values = Array.from({ length }, (_, index) =>
          index < fall ? 100 / (index + 1) : 0.1 + (width * 0.1 * ((index * 7919) % 97)) / 97,
        )
        const { db, run } = stored(values)
        const { settled } = readFacts(db, { runs: [run], key, level: null }).runs[0]!
        if (fall < length / 3) expect(settled).toEqual(settledBySearch(values))
        else if (settled !== null) expect(settled).toEqual(settledBySearch(values))
      },
    ),
    { numRuns: 40 },
  )
})

test('a column of counts has no facts', () => {
  const { db } = temporaryLabFile()
  const [run] = insertSamples(db, 1)
  const histogram = { key: { diagnostic: 'h', parameter: 'w' }, shape: { histogram: [0, 1] } }
  appendRows(db, run!, { ...histogram, steps: Float64Array.of(1), values: Float64Array.of(0, 3, 0) })
  const counts = { diagnostic: 'h', parameter: 'w', column: 'zeros' }
  expect(readFacts(db, { runs: [run!], key: counts, level: null }).runs[0]).toMatchObject({
    rowCount: 0,
    highest: null,
  })
})
