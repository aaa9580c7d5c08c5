/** Which parameters are written: those of the end, or of a moment that was kept. */
import { expect, test } from 'vitest'
import type { RunId } from '../../contract/identifiers'
import type { SnapshotArray } from '../../contract/snapshot'
import { finishRun } from '../../store/finishRun'
import type { WritableLabFile } from '../../store/labFile'
import { appendRows } from '../../store/series/appendRows'
import { writeCheckpoint, writeSnapshot } from '../../store/snapshots'
import { insertSamples } from '../../store/testing/insertSamples'
import { sampleOutcome } from '../../store/testing/sampleOutcome'
import { sampleCheckpoint } from '../../store/testing/sampleSnapshot'
import { temporaryLabFile } from '../../store/testing/temporaryLabFile'
import type { Output } from '../output'
import { type ExportOptions, exportRun } from './export'
import { show } from './show'

const arraysOf = (value: number): SnapshotArray[] => [
  { kind: 'parameter', name: 'x', shape: [2], values: Float64Array.of(value, -value) },
  { kind: 'slot', name: 's x', shape: [2], values: Float64Array.of(0.5, 0.25) },
  { kind: 'layerTensor', name: 'norm.runningMean', shape: [1], values: Float64Array.of(value / 2) },
]

function keptRun(): { readonly labFile: WritableLabFile; readonly run: RunId } {
  const labFile = temporaryLabFile()
  const [run] = insertSamples(labFile.db, 1)
  writeCheckpoint(labFile.db, run!, sampleCheckpoint())
  for (const step of [100, 200]) writeSnapshot(labFile.db, run!, 'kept', { step, arrays: arraysOf(step) })
  return { labFile, run: run! }
}

/** What a command writes to standard output. */
function written(act: (output: Output) => void): string {
  let text = ''
  const add = (piece: string): void => {
    text += piece
  }
  act({ result: (line) => add(`${line}\n`), piece: add, remark: () => {}, isTerminal: false })
  return text
}

const exported = ({ labFile, run }: ReturnType<typeof keptRun>, options: Partial<ExportOptions>): string =>
  written((output) =>
    exportRun(String(run), { db: labFile.file, what: 'parameters', format: 'json', ...options }, output),
  )

const json = (value: number) => ({
  parameters: [{ name: 'x', shape: [2], values: [value, -value], slots: { s: [0.5, 0.25] } }],
  statistics: [{ name: 'norm.runningMean', shape: [1], values: [value / 2] }],
})

test('a kept moment is written by its step, also while the run has no end yet; the end is written without one', () => {
  const kept = keptRun()
  expect(JSON.parse(exported(kept, { step: 100 }))).toEqual(json(100))
  expect(() => exported(kept, {})).toThrow('is queued and has no parameters yet; they are kept when a run ends')
  finishRun(kept.labFile.db, kept.run, { ...sampleOutcome, step: 400, result: arraysOf(400) }, 1)
  expect(JSON.parse(exported(kept, {}))).toEqual(json(400))
  expect(JSON.parse(exported(kept, { step: 400 }))).toEqual(json(400))
  expect(exported(kept, { step: 200, format: 'csv' })).toContain('x,1,-200,0.25\r\nnorm.runningMean,0,100,\r\n')
})

test('a step that was not kept is refused, with those that were', () => {
  const kept = keptRun()
  const { run } = kept
  expect(() => exported(kept, { step: 12 })).toThrow(
    `run ${run} has no parameters of step 12; there are those of step 100, 200`,
  )
  expect(() => exported(kept, { step: 100, what: 'series' })).toThrow('--step does not fit --what series')
})

test('show names the steps of kept moments, and nothing where there are none', () => {
  const { labFile, run } = keptRun()
  const [other] = insertSamples(labFile.db, 1)
  const shown = (id: RunId, isJson: boolean) =>
    written((output) => show(String(id), { db: labFile.file, json: isJson }, output))
  expect(JSON.parse(shown(run, true))).toMatchObject({ checkpointStep: 12, keptSteps: [100, 200] })
  expect(shown(run, false)).toMatch(/^keptSteps +100, 200$/m)
  expect(JSON.parse(shown(other!, true))).not.toHaveProperty('keptSteps')
})

test('series stand in the order of the definitions, whichever came first, with every number as it is', () => {
  const { labFile, run } = keptRun()
  const series = (diagnostic: string, columns: readonly string[], parameter = ''): void => {
    const values = Float64Array.from(columns, (_, index) => [-0, Number.NaN, Number.NEGATIVE_INFINITY][index]!)
    appendRows(labFile.db, run, {
      key: { diagnostic, parameter },
      shape: { columns },
      steps: Float64Array.of(3),
      values,
    })
  }
  series('elapsed', ['seconds'])
  series('ofAnotherProgram', ['value'])
  series('secondMoment', ['min', 'mean'], 'b')
  series('secondMoment', ['min', 'mean'], 'a')
  series('validation', ['loss', 'accuracy', 'other'])
  series('trainingLoss', ['value'])
  const columns = [
    'trainingLoss.value',
    'validation.loss',
    'validation.accuracy',
    'validation.other',
    'secondMoment.min b',
    'secondMoment.mean b',
    'secondMoment.min a',
    'secondMoment.mean a',
    'elapsed.seconds',
    'ofAnotherProgram.value',
  ]
  const [header = '', row] = exported({ labFile, run }, { what: 'series', format: 'csv' }).split('\r\n')
  // The name of the run has a comma, so that each field is in quotes.
  expect(header.replaceAll('"bowl, RMSProp #1 ', '').replaceAll('"', '').split(',')).toEqual(['step', ...columns])
  expect(row).toBe('3,-0,-0,NaN,-Infinity,-0,NaN,-0,NaN,-0,-0')
  const read = JSON.parse(exported({ labFile, run }, { what: 'series', format: 'json' }))
  expect(read.series.map(({ diagnostic }: { diagnostic: string }) => diagnostic)).toEqual(
    columns.map((column) => column.split('.')[0]),
  )
  expect(read.series[0]).toEqual({
    diagnostic: 'trainingLoss',
    parameter: '',
    column: 'value',
    steps: [3],
    values: [-0],
  })
  expect(read.series.slice(1, 4).flatMap(({ values }: { values: unknown[] }) => values)).toEqual([
    -0,
    'NaN',
    '-Infinity',
  ])
})
