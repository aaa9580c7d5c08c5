/**
 * A run that is trained again, held against what is stored of it: rows as they come, arrays and results at its end.
 *
 * Everything is compared bit for bit but for times. Of each series, array and result the first difference is told; what
 * is damaged differs.
 */
import { LabFailure, sentence } from '../contract/errors'
import type { Difference } from '../contract/lab'
import type { RunSummary } from '../contract/run'
import { clockDiagnostic, columnNames, type SeriesRows, seriesKeyText } from '../contract/series'
import type { Checkpoint, Snapshot, SnapshotArray, SnapshotPurpose } from '../contract/snapshot'
import type { FrameMessage, Outcome } from '../contract/trainerMessages'
import type { ReadableDb } from '../store/labDatabase'
import { readsOfPieces } from '../store/series/appendRows'
import { findSeries, readStoredSeries, type StoredSeries } from '../store/series/seriesTable'
import { readRows } from '../store/series/strand'
import { listSnapshots, readCheckpoint, readSnapshot } from '../store/snapshots'

const results = [
  'status',
  'step',
  'trainingLoss',
  'bestTrainingLoss',
  'validationLoss',
  'validationAccuracy',
  'testLoss',
  'testAccuracy',
] as const

const memories = ['firstLoss', 'trainingLoss', 'bestTrainingLoss', 'validationLoss', 'validationAccuracy'] as const

type Part = Difference['part']

const partOf: Readonly<Record<SnapshotPurpose, Part>> = { resume: 'checkpoint', kept: 'kept', result: 'result' }

export class Comparison {
  readonly #db: ReadableDb
  readonly #run: RunSummary
  /** By part and name: one each. */
  readonly #differences = new Map<string, Difference>()
  /** Rows of each series that came out so far. */
  readonly #rows = new Map<string, number>()
  /** Steps of moments that came out. */
  readonly #moments = new Set<number>()

  constructor(db: ReadableDb, run: RunSummary) {
    this.#db = db
    this.#run = run
  }

  frame({ frame, kept = [] }: FrameMessage): void {
    for (const rows of frame.rows) this.#compareRows(rows)
    for (const moment of kept) {
      this.#moments.add(moment.step)
      this.#compareSnapshot('kept', moment)
    }
  }

  /** @returns what differs, in the order of results, arrays and series */
  end(outcome: Outcome): Difference[] {
    for (const name of results) this.#compareNumber('results', name, this.#run[name], outcome[name])
    this.#compareSnapshot('result', { step: outcome.step, arrays: outcome.result })
    if (outcome.checkpoint !== undefined) this.#compareCheckpoint(outcome.checkpoint)
    this.#missMoments()
    this.#missRows()
    const order: readonly Part[] = ['results', 'result', 'checkpoint', 'kept', 'series']
    return order.flatMap((part) => [...this.#differences.values()].filter((found) => found.part === part))
  }

  #add(part: Part, name: string, detail: string): void {
    const key = `${part} ${name}`
    if (!this.#differences.has(key)) this.#differences.set(key, { part, name, detail })
  }

  #compareNumber(part: Part, name: string, stored: string | number | null, now: string | number | null): void {
    // the lab file has one zero
    if (Object.is(stored, now) || stored === now) return
    this.#add(part, name, `${textOf(stored)} was stored, ${textOf(now)} came out`)
  }

  /** Damage is a difference; whatever else is wrong with the file is not for here. */
  #unlessDamaged<T>(part: Part, name: string, read: () => T): T | undefined {
    try {
      return read()
    } catch (thrown) {
      if (!(thrown instanceof LabFailure) || thrown.error.kind !== 'damaged') throw thrown
      this.#add(part, name, sentence(thrown.error))
      return undefined
    }
  }

  #compareRows(rows: SeriesRows): void {
    const name = seriesKeyText(rows.key)
    const from = this.#rows.get(name) ?? 0
    this.#rows.set(name, from + rows.steps.length)
    if (this.#differences.has(`series ${name}`)) return
    this.#unlessDamaged('series', name, () => {
      const series = findSeries(this.#db, this.#run.id, rows.key)
      const detail =
        series === undefined ? 'it came out, and was not stored' : differenceOfRows(this.#db, series, from, rows)
      if (detail !== null) this.#add('series', name, detail)
    })
  }

  /** Rows and series that are stored and did not come out, and pieces of them, levels included, that cannot be read. */
  #missRows(): void {
    const all = this.#unlessDamaged('series', '', () => readStoredSeries(this.#db, this.#run.id)) ?? []
    for (const series of all) {
      const { key, rowCount } = series
      this.#unlessDamaged('series', seriesKeyText(key), () => {
        for (const read of readsOfPieces(this.#db, series)) read()
      })
      const cameOut = this.#rows.get(seriesKeyText(key)) ?? 0
      if (rowCount > cameOut)
        this.#add('series', seriesKeyText(key), `${rowCount} rows were stored, ${cameOut} came out`)
    }
  }

  #compareSnapshot(purpose: 'kept' | 'result', { step, arrays }: Snapshot): void {
    const part = partOf[purpose]
    const read = () => readSnapshot(this.#db, this.#run.id, purpose, purpose === 'kept' ? step : undefined)
    const stored = this.#unlessDamaged(part, `at step ${step}`, () => ({ snapshot: read() }))
    if (stored === undefined) return
    if (stored.snapshot === undefined) this.#add(part, `at step ${step}`, 'came out, and was not stored')
    else this.#compareArrays(part, step, stored.snapshot.arrays, arrays)
  }

  #compareCheckpoint(checkpoint: Checkpoint): void {
    const { step, arrays } = checkpoint
    const read = () => readCheckpoint(this.#db, this.#run.id)
    const stored = this.#unlessDamaged('checkpoint', `at step ${step}`, read)
    if (stored === undefined) return
    for (const name of ['step', ...memories] as const) {
      this.#compareNumber('checkpoint', name, stored[name], checkpoint[name])
    }
    this.#compareArrays('checkpoint', step, stored.arrays, arrays)
  }

  #missMoments(): void {
    for (const { purpose, step } of listSnapshots(this.#db, this.#run.id)) {
      if (purpose !== 'kept' || this.#moments.has(step)) continue
      this.#add('kept', `at step ${step}`, 'was stored, and did not come out')
    }
  }

  #compareArrays(part: Part, step: number, stored: readonly SnapshotArray[], now: readonly SnapshotArray[]): void {
    const nameOf = ({ kind, name }: SnapshotArray): string => `${kind} ${name}`
    const left = new Map(now.map((array) => [nameOf(array), array]))
    for (const array of stored) {
      const name = nameOf(array)
      const other = left.get(name)
      left.delete(name)
      const detail = other === undefined ? 'it was stored, and did not come out' : differenceOfArrays(array, other)
      if (detail !== null) this.#add(part, name, `at step ${step}: ${detail}`)
    }
    for (const name of left.keys()) this.#add(part, name, `at step ${step}: it came out, and was not stored`)
  }
}

function textOf(value: string | number | null | undefined): string {
  return Object.is(value, -0) ? '-0' : String(value ?? 'none')
}

/** The first row that is not as it was stored from row `from` of its series on, in words. */
function differenceOfRows(db: ReadableDb, series: StoredSeries, from: number, rows: SeriesRows): string | null {
  const { steps } = rows
  const names = columnNames(rows.shape)
  const storedNames = columnNames(series.shape)
  if (storedNames.join() !== names.join()) return `columns ${storedNames} were stored, ${names} came out`
  const stored = readRows(db, { series, level: 0 }, from, Math.min(from + steps.length, series.rowCount))
  const isOfClock = rows.key.diagnostic === clockDiagnostic
  for (const [row, step] of steps.entries()) {
    if (row >= stored.steps.length) return `a row of step ${step} came out, and was not stored`
    if (stored.steps[row] !== step) return `a row of step ${stored.steps[row]} was stored, one of step ${step} came out`
    if (isOfClock) continue
    const differing = stored.columns.findIndex(
      (column, index) => !Object.is(column[row], rows.values[index * steps.length + row]),
    )
    if (differing === -1) continue
    const [before, now] = [stored.columns[differing]![row], rows.values[differing * steps.length + row]]
    return `${names[differing]} at step ${step}: ${textOf(before)} was stored, ${textOf(now)} came out`
  }
  return null
}

function differenceOfArrays(stored: SnapshotArray, now: SnapshotArray): string | null {
  const formOf = ({ shape, values }: SnapshotArray): string =>
    `float${values.BYTES_PER_ELEMENT * 8} [${shape.join(', ')}]`
  if (formOf(stored) !== formOf(now)) return `${formOf(stored)} was stored, ${formOf(now)} came out`
  const [before, after] = [stored, now].map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  )
  if (before!.equals(after!)) return null
  const width = stored.values.BYTES_PER_ELEMENT
  const place = before!.findIndex((byte, index) => byte !== after![index])
  const element = Math.floor(place / width)
  return `element ${element}: ${textOf(stored.values[element])} was stored, ${textOf(now.values[element])} came out`
}
