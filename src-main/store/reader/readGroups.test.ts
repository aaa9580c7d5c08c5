/** Figures of a group. Tables give t(0.975; 2) = 4.302653, so the interval of 1, 2, 4 is 7/3 ± 4.302653·1.527525/√3. */
import { expect, test } from 'vitest'
import type { RunId } from '../../contract/identifiers'
import type { Metric } from '../../contract/series'
import { finishRun } from '../finishRun'
import { trashRuns } from '../runs/editRuns'
import { insertRuns } from '../runs/insertRuns'
import { appendRows } from '../series/appendRows'
import { sampleExperiment } from '../testing/sampleExperiment'
import { sampleOutcome } from '../testing/sampleOutcome'
import { temporaryLabFile } from '../testing/temporaryLabFile'
import { readGroups } from './readGroups'

const loss: Metric = {
  kind: 'series',
  key: { diagnostic: 'trainingLoss', parameter: '', column: 'value' },
  statistic: 'last',
}

/** Four runs of one configuration, whose losses end on 1, 2, 4 and, of one that diverged, 1000. */
function group() {
  const { db } = temporaryLabFile()
  const seeds = [1, 2, 3, 4].map((seed) => ({ ...sampleExperiment(), seed, name: `seed ${seed}` }))
  const runs = insertRuns(db, { experiments: seeds, createdAtMs: 1 })
  const ends = [1, 2, 4, 1000]
  for (const [index, run] of runs.entries()) {
    const values = Float64Array.of(8, 0.5, ends[index]!)
    const key = { diagnostic: 'trainingLoss', parameter: '' }
    appendRows(db, run, { key, shape: { columns: ['value'] }, steps: Float64Array.of(1, 2, 3), values })
    const status = index === 3 ? ('diverged' as const) : ('completed' as const)
    finishRun(db, run, { ...sampleOutcome, status, testAccuracy: index === 0 ? 0.25 : null }, 2)
  }
  return { db, runs: runs as RunId[] }
}

test('mean, standard deviation and t-interval are of the runs that did not diverge, and n counts them', () => {
  const { db, runs } = group()
  const [one, ...others] = readGroups(db, { configurations: null, metric: loss })
  expect(others).toEqual([])
  expect(one).toMatchObject({ n: 3, diverged: 1, median: 2 })
  expect(one!.runs).toEqual(runs.map((run, index) => ({ run, value: [1, 2, 4, 1000][index] })))
  expect(one!.mean).toBeCloseTo(7 / 3, 14)
  expect(one!.standardDeviation).toBeCloseTo(1.5275252316519468, 14)
  expect(one!.interval!.low).toBeCloseTo(-1.46125, 5)
  expect(one!.interval!.high).toBeCloseTo(6.127917, 5)
})

test('a metric is the first, last, lowest or highest value, the one at a step, or a result', () => {
  const { db } = group()
  const valuesOf = (metric: Metric) =>
    readGroups(db, { configurations: null, metric })[0]!.runs.map(({ value }) => value)
  const of = (statistic: Extract<Metric, { kind: 'series' }>['statistic']): Metric => ({ ...loss, statistic }) as Metric
  expect(valuesOf(of('first'))).toEqual([8, 8, 8, 8])
  expect(valuesOf(of('lowest'))).toEqual([0.5, 0.5, 0.5, 0.5])
  expect(valuesOf(of('highest'))).toEqual([8, 8, 8, 1000])
  expect(valuesOf(of({ atStep: 2.5 }))).toEqual([0.5, 0.5, 0.5, 0.5])
  expect(valuesOf(of({ atStep: 0 }))).toEqual([null, null, null, null])
  expect(valuesOf({ kind: 'result', of: 'testAccuracy' })).toEqual([0.25, null, null, null])
})

test('of one run there is a mean and no spread; runs in the trash are not of the group', () => {
  const { db, runs } = group()
  trashRuns(db, runs.slice(1), 3)
  expect(readGroups(db, { configurations: null, metric: loss })).toMatchObject([
    { runs: [{ run: runs[0], value: 1 }], n: 1, mean: 1, standardDeviation: null, interval: null },
  ])
  trashRuns(db, runs.slice(0, 1), 3)
  expect(readGroups(db, { configurations: null, metric: loss })).toEqual([])
})
