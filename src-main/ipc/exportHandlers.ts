/** Exports to a file that the user chooses, at full resolution, written whole or not at all. */
import { extname } from 'node:path'
import { parametersCsv } from '../analysis/parametersCsv'
import { parametersJson } from '../analysis/parametersJson'
import { type SeriesCsvColumn, seriesCsv } from '../analysis/seriesCsv'
import type { CallName } from '../contract/calls'
import type { RunId } from '../contract/identifiers'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import { type ColumnKey, columnKeyText } from '../contract/series'
import { exportedTensors } from '../contract/snapshot'
import type { LabFile } from '../store/labFile'
import { replaceFile } from '../store/replaceFile'
import { readRun } from '../store/runs/readRuns'
import { listColumns, readColumn } from '../store/series/readSeries'
import { readSnapshot } from '../store/snapshots'
import type { FileFilter } from './fileDialogs'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type ExportCalls = Extract<CallName, `export.${string}`>
type Pieces = Iterable<string | Uint8Array>

const csv: FileFilter = { name: 'CSV', extensions: ['csv'] }
const json: FileFilter = { name: 'JSON', extensions: ['json'] }
const plainText: FileFilter = { name: 'Text', extensions: ['txt'] }
const png: FileFilter = { name: 'PNG picture', extensions: ['png'] }

export function exportHandlers({ session, dialogs, catalogue }: HandlerParts): Pick<Handlers, ExportCalls> {
  const kinds = catalogue.diagnostics.map(({ kind }) => kind)
  /** Asks where to, then makes the content: a closed dialog costs nothing. */
  const save = async (
    name: string,
    filter: FileFilter,
    content: () => Result<Pieces>,
  ): Promise<Result<string | null>> => {
    const chosen = await dialogs.save(withExtension(fileName(name), filter), filter)
    if (chosen === null) return success(null)
    const made = content()
    return made.ok ? writeWhole(withExtension(chosen, filter), made.value) : made
  }
  const fromFile = <T>(make: (file: LabFile) => T): Result<T> => {
    const open = session.open()
    return open.ok ? open.value.labFile.attempt(() => make(open.value.labFile)) : open
  }
  const findRun = (run: RunId): Result<RunSummary> => {
    const found = fromFile((file) => readRun(file.db, run))
    if (!found.ok) return found
    return found.value === undefined ? failure({ kind: 'runNotFound', run: String(run) }) : success(found.value)
  }
  return {
    'export.series': ({ runs, keys, suggestedName }) =>
      save(suggestedName, csv, () => fromFile((file) => seriesCsv(columnsOf(file, runs, keys, kinds)))),
    'export.parameters': async ({ run, format }) => {
      const found = findRun(run)
      if (!found.ok) return found
      return save(`${found.value.name} parameters`, format === 'csv' ? csv : json, () =>
        fromFile((file) => {
          const tensors = exportedTensors(readSnapshot(file.db, run, 'result')?.arrays ?? [])
          return format === 'csv' ? parametersCsv(tensors) : parametersJson(tensors)
        }),
      )
    },
    'export.experiment': async ({ run }) => {
      const found = findRun(run)
      if (!found.ok) return found
      const { experiment, name } = found.value
      return save(name, json, () => success([`${JSON.stringify(experiment, null, 2)}\n`]))
    },
    'export.rule': ({ text, suggestedName }) => save(suggestedName, plainText, () => success([text])),
    'export.picture': ({ png: bytes, suggestedName }) => save(suggestedName, png, () => success([bytes])),
  }
}

function writeWhole(file: string, pieces: Pieces): Result<string> {
  try {
    replaceFile(file, pieces)
    return success(file)
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return failure({ kind: 'invalidInput', what: `${file} could not be written (${reason})`, problems: [] })
  }
}

/** In the order of the definitions, whichever way they are asked for. */
function columnsOf(
  file: LabFile,
  runs: readonly RunId[],
  keys: readonly ColumnKey[],
  kinds: readonly string[],
): SeriesCsvColumn[] {
  const wanted = new Set(keys.map(columnKeyText))
  const columns: SeriesCsvColumn[] = []
  for (const id of runs) {
    const run = readRun(file.db, id)
    if (run === undefined) continue
    for (const key of listColumns(file.db, id, kinds)) {
      if (!wanted.has(columnKeyText(key))) continue
      const { steps, values } = readColumn(file.db, id, key)
      columns.push({ run: { id, name: run.name }, key, steps, values })
    }
  }
  return columns
}

/** A run's or a chart's name as a file name that every platform takes. */
function fileName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ._,=+-]/gu, '-')
    .replace(/^\.+/, '')
    .trim()
  return plain === '' ? 'export' : plain.slice(0, 120)
}

function withExtension(file: string, filter: FileFilter): string {
  const wanted = filter.extensions[0] ?? ''
  return extname(file).toLowerCase() === `.${wanted}` ? file : `${file}.${wanted}`
}
