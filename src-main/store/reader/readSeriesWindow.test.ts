import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '../../contract/identifiers'
import type { SeriesWindow } from '../../contract/series'
import type { ReadableDb, WritableDb } from '../labDatabase'
import { insertRuns } from '../runs/insertRuns'
import { appendRows } from '../series/appendRows'
import { listSeries } from '../series/readSeries'
import { readColumn } from '../testing/readColumn'
import { sampleExperiment } from '../testing/sampleExperiment'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { createAnswers } from './answer'
import { readSeriesWindows } from './readSeriesWindow'

const shape = { columns: ['before', 'training'] }
const seriesKey = { diagnostic: 'loss', parameter: '' }
const key = { ...seriesKey, column: 'training' }

function readWindow(
  db: ReadableDb,
  run: RunId,
  fromStep: number | null,
  toStep: number | null,
  buckets: number,
): SeriesWindow {
  return readSeriesWindows(db, run, seriesKey, ['training'], { fromStep, toStep, buckets })[0]!
}

function newRun(db: WritableDb): RunId {
  const [run] = insertRuns(db, { experiments: [sampleExperiment()], createdAtMs: 0 })
  if (run === undefined) throw new Error('no run was inserted')
  return run
}

/** Stores the points in frames of the given lengths, over and over, until they are used up. */
function store(
  db: WritableDb,
  run: RunId,
  steps: Float64Array,
  values: Float64Array,
  lengths: readonly number[],
): void {
  let taken = 0
  for (let frame = 0; taken < steps.length; frame++) {
    const end = Math.min(steps.length, taken + (lengths[frame % lengths.length] ?? 1))
    const both = new Float64Array(2 * (end - taken))
    both.set(values.subarray(taken, end).map((value) => -value))
    both.set(values.subarray(taken, end), end - taken)
    appendRows(db, run, { key: seriesKey, shape, steps: steps.subarray(taken, end), values: both })
    taken = end
  }
}

/** Points of a series of `length` points: gaps of 1 to 5 steps, and a share of values that are not finite. */
function points(length: number, seed: number, isRising = false): { steps: Float64Array; values: Float64Array } {
  let state = seed | 1
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const steps = new Float64Array(length)
  const values = new Float64Array(length)
  let step = 0
  let isBroken = false
  for (let index = 0; index < length; index++) {
    step += 1 + Math.floor(next() * 5)
    if (next() < 0.002) isBroken = !isBroken
    steps[index] = step
    if (isRising) values[index] = step
    else values[index] = isBroken || next() < 0.01 ? odd[index % 3]! : (next() - 0.5) * 1e3
  }
  return { steps, values }
}

/** Of the last step, evenly: doubles as fast-check draws them are nearly all next to 0. */
const share = fc.integer({ min: -100, max: 1100 }).map((thousandths) => thousandths / 1000)

const series = fc.record({
  length: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1000, max: 40_000 })),
  seed: fc.integer(),
  lengths: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
  window: fc.tuple(share, share),
  isWhole: fc.boolean(),
  /** Then every point at an edge is the extreme of its bucket. */
  isRising: fc.boolean(),
  buckets: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 800 })),
})

test('a window is what brute force over the full series gives', () => {
  const { db } = temporaryLabFile()
  fc.assert(
    fc.property(series, ({ length, seed, lengths, window: [a, b], isWhole, isRising, buckets }) => {
      const run = newRun(db)
      const { steps, values } = points(length, seed, isRising)
      store(db, run, steps, values, length > 2000 ? lengths.map((count) => count + 500) : lengths)
      const end = steps.at(-1) ?? 0
      const from = isWhole ? null : Math.floor(Math.min(a, b) * end)
      const to = isWhole ? null : Math.floor(Math.max(a, b) * end)
      const window = readWindow(db, run, from, to, buckets)
      const bounds = { fromStep: from, toStep: to, buckets }
      const both = readSeriesWindows(db, run, seriesKey, ['training', 'before', 'training'], bounds)
      expect(both[0]).toEqual(window)
      expect(both[2]).toEqual(window)
      expect(both[1]).toMatchObject({ steps: window.steps, low: window.high.map((value) => -value) })

      const inside = [...steps.keys()].filter(
        (index) => (from === null || steps[index]! >= from) && (to === null || steps[index]! <= to),
      )
      expect(window.totalPoints).toBe(inside.length)
      expect(window.isDecimated).toBe(inside.length > 2 * buckets)
      if (window.isDecimated) expect(window.steps.length).toBeLessThanOrEqual(buckets)
      else expect(window.steps.length).toBe(inside.length)
      const broken = inside.filter((index) => !Number.isFinite(values[index]!))
      expect(window.nonFiniteCount).toBe(broken.length)
      expect([...window.nonFiniteSteps]).toEqual(broken.slice(0, 1000).map((index) => steps[index]!))

      let taken = 0
      window.steps.forEach((lastStep, bucket) => {
        const first = taken
        while (taken < inside.length && steps[inside[taken]!]! <= lastStep) taken += 1
        expect(taken).toBeGreaterThan(first)
        expect(steps[inside[taken - 1]!]).toBe(lastStep)
        const finite = inside
          .slice(first, taken)
          .map((index) => values[index]!)
          .filter(Number.isFinite)
        const expected =
          finite.length === 0
            ? [Number.NaN, Number.NaN, Number.NaN]
            : [finite.reduce((x, y) => Math.min(x, y)), finite.reduce((x, y) => Math.max(x, y)), finite.at(-1)]
        expect([window.low[bucket], window.high[bucket], window.last[bucket]]).toEqual(expected)
      })
      expect(taken).toBe(inside.length)
    }),
    { numRuns: 60 },
  )
})

test('a series comes back bit for bit, whatever frames brought it', () => {
  const { db } = temporaryLabFile()
  fc.assert(
    fc.property(series, ({ length, seed, lengths }) => {
      const run = newRun(db)
      const { steps, values } = points(length, seed)
      store(db, run, steps, values, length > 2000 ? lengths.map((count) => count + 500) : lengths)
      const read = readColumn(db, run, key)
      expect(Buffer.from(read.steps.buffer)).toEqual(Buffer.from(steps.buffer))
      expect(Buffer.from(read.values.buffer)).toEqual(Buffer.from(values.buffer))
    }),
    { numRuns: 30 },
  )
})

test('a series goes on after its file was closed, levels included', () => {
  const { steps, values } = points(30_000, 5)
  const whole = temporaryLabFile()
  const wholeRun = newRun(whole.db)
  store(whole.db, wholeRun, steps, values, [700])

  let parts = temporaryLabFile()
  const run = newRun(parts.db)
  for (const [from, end] of [
    [0, 9000],
    [9000, 9001],
    [9001, 20_480],
    [20_480, 30_000],
  ] as const) {
    store(parts.db, run, steps.subarray(from, end), values.subarray(from, end), [700])
    parts.close()
    parts = temporaryLabFile(parts.file)
  }
  const rows = (db: WritableDb) =>
    db.prepare('SELECT level, row_index, count, steps, payload FROM levels ORDER BY level, row_index').all()
  expect(rows(parts.db)).toEqual(rows(whole.db))
  expect(readWindow(parts.db, run, null, null, 50)).toEqual(readWindow(whole.db, wholeRun, null, null, 50))
})

test('a series that was never recorded is an empty window', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  expect(listSeries(db, run)).toEqual([])
  expect(readColumn(db, run, key)).toEqual({ steps: new Float64Array(), values: new Float64Array() })
  expect(readWindow(db, run, null, null, 10)).toMatchObject({ totalPoints: 0, isDecimated: false })
})

test('a window over a long series fills its columns of pixels', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  const { steps, values } = points(200_000, 3)
  store(db, run, steps, values, [10_000])
  const window = readWindow(db, run, null, null, 200)
  expect(window.steps.length).toBeLessThanOrEqual(200)
  expect(window.steps.length).toBeGreaterThan(190)
  const middle = readWindow(db, run, steps[80_000]!, steps[120_000]!, 200)
  expect(middle.steps.length).toBeLessThanOrEqual(200)
  expect(middle.steps.length).toBeGreaterThan(190)
})

test('two points to a column of pixels are given as they are, one more is not, wherever the window begins', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  const steps = Float64Array.from({ length: 200 }, (_, index) => index + 1)
  store(db, run, steps, steps, [200])
  for (const from of [1, 100]) {
    const isDecimated = (points: number) => readWindow(db, run, from, from + points - 1, 20).isDecimated
    expect([isDecimated(40), isDecimated(41)]).toEqual([false, true])
  }
})

test('of points as they are the first thousand that are not finite are marked, and all of them counted', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  const steps = Float64Array.from({ length: 1500 }, (_, index) => index + 1)
  store(db, run, steps, new Float64Array(1500).fill(Number.NaN), [1500])
  const window = readWindow(db, run, null, null, 750)
  expect(window.isDecimated).toBe(false)
  expect(window.nonFiniteCount).toBe(1500)
  expect(window.nonFiniteSteps).toEqual(steps.slice(0, 1000))
})

test('a column that the series does not have is an empty window beside the others', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  store(db, run, Float64Array.of(1, 2), Float64Array.of(3, 4), [2])
  const bounds = { fromStep: null, toStep: null, buckets: 10 }
  const windows = readSeriesWindows(db, run, seriesKey, ['p50', 'training'], bounds)
  expect(windows.map(({ key: { column }, totalPoints }) => [column, totalPoints])).toEqual([
    ['p50', 0],
    ['training', 2],
  ])
})

test('columns of several series come in the order they are asked for', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  store(db, run, Float64Array.of(1, 2), Float64Array.of(3, 4), [2])
  const other = { diagnostic: 'norm', parameter: '' }
  const steps = Float64Array.of(5)
  appendRows(db, run, { key: other, shape: { columns: ['value'] }, steps, values: steps })
  const keys = [key, { ...other, column: 'value' }, { ...seriesKey, column: 'before' }]
  for (const smoothing of [0, 0.5]) {
    const windows = createAnswers(db).windows({ run, keys, fromStep: null, toStep: null, buckets: 10, smoothing })
    expect(windows.map((window) => window.key)).toEqual(keys)
    expect(windows[1]!.last).toEqual(steps)
  }
})

test('a bucket of a histogram has the mean count of its rows, at every resolution', () => {
  const { db } = temporaryLabFile()
  const run = newRun(db)
  const histogram = { diagnostic: 'counts', parameter: 'x' }
  const steps = Float64Array.from({ length: 40_960 }, (_, index) => index)
  const values = Float64Array.from({ length: 3 * steps.length }, (_, index) => (index < steps.length ? 6 : index % 2))
  appendRows(db, run, { key: histogram, shape: { histogram: [0, 1] }, steps, values })
  const bounds = { fromStep: 0, toStep: 40_959, buckets: 10 }
  const [zeros, inside] = readSeriesWindows(db, run, histogram, ['zeros', '[0, 1)'], bounds)
  expect([...zeros!.last]).toEqual(Array<number>(10).fill(6))
  for (const column of [inside!.low, inside!.high]) expect([...column]).toEqual(Array<number>(10).fill(0.5))
})
