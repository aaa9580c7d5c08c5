/** `lab export RUN`: parameters with slots and statistics, series or the experiment, whole, to standard output. */
import { parametersCsv } from '../../analysis/parametersCsv'
import { parametersJson } from '../../analysis/parametersJson'
import { type SeriesCsvColumn, seriesCsv } from '../../analysis/seriesCsv'
import { assertNever } from '../../contract/assertNever'
import { LabFailure } from '../../contract/errors'
import { unwrap } from '../../contract/result'
import type { RunSummary } from '../../contract/run'
import { columnKeys } from '../../contract/series'
import { exportedTensors } from '../../contract/snapshot'
import type { LabFile } from '../../store/labFile'
import { listSeries, readColumn } from '../../store/series/readSeries'
import { readSnapshot } from '../../store/snapshots'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { findRun, parseRunId, reading } from '../request'

export const exportWhats = ['parameters', 'series', 'experiment'] as const
export const exportFormats = ['json', 'csv'] as const

export interface ExportOptions {
  readonly db?: string
  readonly what: (typeof exportWhats)[number]
  readonly format: (typeof exportFormats)[number]
}

export function exportRun(run: string, options: ExportOptions, output: Output): void {
  const id = parseRunId(run)
  reading(options.db, (labFile) => {
    const pieces = unwrap(labFile.attempt(() => piecesOf(labFile, findRun(labFile, id), options)))
    for (const piece of pieces) output.piece(piece)
  })
}

function piecesOf(labFile: LabFile, run: RunSummary, { what, format }: ExportOptions): Iterable<string> {
  switch (what) {
    case 'parameters': {
      const result = readSnapshot(labFile.db, run.id, 'result')
      if (result === undefined) {
        const reason = `run ${run.id} is ${run.status} and has no parameters yet; they are kept when a run ends`
        throw new LabFailure({ kind: 'invalidInput', what: reason, problems: [] })
      }
      const tensors = exportedTensors(result.arrays)
      return format === 'csv' ? parametersCsv(tensors) : parametersJson(tensors)
    }
    case 'series': {
      const columns = listSeries(labFile.db, run.id)
        .flatMap(columnKeys)
        .map((key): SeriesCsvColumn => ({ run, key, ...readColumn(labFile.db, run.id, key) }))
      return format === 'csv' ? seriesCsv(columns) : seriesJson(columns)
    }
    case 'experiment':
      if (format === 'csv') {
        const reason = '--format csv does not fit --what experiment; its format is json'
        throw new LabFailure({ kind: 'invalidInput', what: reason, problems: [] })
      }
      return [`${JSON.stringify(run.experiment, null, 2)}\n`]
    default:
      return assertNever(what)
  }
}

/** `{"series":[{"diagnostic","column","parameter","steps":[…],"values":[…]}]}`. */
function* seriesJson(columns: readonly SeriesCsvColumn[]): Generator<string, void, undefined> {
  yield '{"series":['
  for (const [index, { key, steps, values }] of columns.entries()) {
    yield `${index === 0 ? '' : ','}${jsonLine({ ...key, steps, values })}`
  }
  yield ']}\n'
}
