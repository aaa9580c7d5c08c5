/** Exports to a file that the user chooses, at full resolution, written whole or not at all; series by the reading thread. */
import { extname } from 'node:path'
import { parametersCsv } from '../analysis/parametersCsv'
import { parametersJson } from '../analysis/parametersJson'
import type { CallName } from '../contract/calls'
import type { RunId } from '../contract/identifiers'
import { failure, type Result, success } from '../contract/result'
import type { RunSummary } from '../contract/run'
import { exportedTensors } from '../contract/snapshot'
import type { LabFile } from '../store/labFile'
import { replaceFile } from '../store/replaceFile'
import { readRun, readRuns } from '../store/runs/readRuns'
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
  /** Asks where to, then writes: a closed dialog costs nothing. */
  const saveBy = async (
    name: string,
    filter: FileFilter,
    write: (file: string) => Result<unknown> | Promise<Result<unknown>>,
  ): Promise<Result<string | null>> => {
    const chosen = await dialogs.save(withExtension(fileName(name), filter), filter)
    if (chosen === null) return success(null)
    const file = withExtension(chosen, filter)
    const written = await write(file)
    return written.ok ? success(file) : written
  }
  const save = (name: string, filter: FileFilter, content: () => Result<Pieces>): Promise<Result<string | null>> =>
    saveBy(name, filter, (file) => {
      const made = content()
      return made.ok ? writeWhole(file, made.value) : made
    })
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
      saveBy(suggestedName, csv, async (to) => {
        const named = fromFile((file) => readRuns(file.db, runs).map(({ id, name }) => ({ id, name })))
        const open = session.open()
        if (!open.ok || !named.ok) return open.ok ? named : open
        return open.value.reader.read('exportCsv', { to, runs: named.value, keys, kinds })
      }),
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
