/** `lab export RUN`: parameters with slots and statistics, series or the experiment, whole, to standard output. */
import { jsonNumbers } from '../../analysis/exactDigits'
import { parametersCsv } from '../../analysis/parametersCsv'
import { parametersJson } from '../../analysis/parametersJson'
import { type SeriesCsvColumn, seriesCsv } from '../../analysis/seriesCsv'
import { assertNever } from '../../contract/assertNever'
import { LabFailure } from '../../contract/errors'
import { unwrap } from '../../contract/result'
import type { RunSummary } from '../../contract/run'
import { exportedTensors, type Snapshot } from '../../contract/snapshot'
import type { LabFile } from '../../store/labFile'
import { exportedColumns } from '../../store/reader/exportedColumns'
import { listSnapshots, readSnapshot } from '../../store/snapshots'
import { catalogue } from '../../trainer/registry'
import type { Output } from '../output'
import { findRun, parseRunId, reading } from '../request'

export const exportWhats = ['parameters', 'series', 'experiment'] as const
export const exportFormats = ['json', 'csv'] as const

export interface ExportOptions {
  readonly db?: string
  readonly what: (typeof exportWhats)[number]
  readonly format: (typeof exportFormats)[number]
  /** of the parameters: that of a kept moment, or the last; the last when left out */
  readonly step?: number
}

export function exportRun(run: string, options: ExportOptions, output: Output): void {
  const id = parseRunId(run)
  reading(options.db, (labFile) => {
    const pieces = unwrap(labFile.attempt(() => piecesOf(labFile, findRun(labFile, id), options)))
    for (const piece of pieces) output.piece(piece)
  })
}

function piecesOf(labFile: LabFile, run: RunSummary, { what, format, step }: ExportOptions): Iterable<string> {
  if (step !== undefined && what !== 'parameters') {
    throw refused(`--step does not fit --what ${what}; it is for parameters`)
  }
  switch (what) {
    case 'parameters': {
      const tensors = exportedTensors(snapshotAt(labFile, run, step).arrays)
      return format === 'csv' ? parametersCsv(tensors) : parametersJson(tensors)
    }
    case 'series': {
      const kinds = catalogue.diagnostics.map(({ kind }) => kind)
      const columns = exportedColumns(labFile.db, { runs: [run], kinds })
      return format === 'csv' ? seriesCsv(columns) : seriesJson(columns)
    }
    case 'experiment':
      if (format === 'csv') {
        throw refused('--format csv does not fit --what experiment; its format is json')
      }
      return [`${JSON.stringify(run.experiment, null, 2)}\n`]
    default:
      return assertNever(what)
  }
}

/** What the run ended on, or a moment that was kept on the way. */
function snapshotAt({ db }: LabFile, { id, status }: RunSummary, step: number | undefined): Snapshot {
  const places = listSnapshots(db, id).filter(({ purpose }) => purpose !== 'resume')
  const place = places.find((at) => (step === undefined ? at.purpose === 'result' : at.step === step))
  const snapshot = readSnapshot(db, id, place?.purpose ?? 'result', step)
  if (snapshot !== undefined) return snapshot
  if (step === undefined) {
    throw refused(`run ${id} is ${status} and has no parameters yet; they are kept when a run ends`)
  }
  const steps = [...new Set(places.map((at) => at.step))].sort((one, other) => one - other)
  const there = steps.length === 0 ? 'none were kept' : `there are those of step ${steps.join(', ')}`
  throw refused(`run ${id} has no parameters of step ${step}; ${there}`)
}

function refused(what: string): LabFailure {
  return new LabFailure({ kind: 'invalidInput', what, problems: [] })
}

/** `{"series":[{"diagnostic","column","parameter","steps":[…],"values":[…]}]}`. */
function* seriesJson(columns: readonly SeriesCsvColumn[]): Generator<string, void, undefined> {
  yield '{"series":['
  for (const [index, { key, steps, values }] of columns.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(key).slice(0, -1)},"steps":`
    yield* jsonNumbers(steps)
    yield ',"values":'
    yield* jsonNumbers(values)
    yield '}'
  }
  yield ']}\n'
}
