/**
 * `lab run FILE…`: trains experiments and keeps them in the lab file.
 *
 * All documents and their data are read and checked before anything is opened or started: a wrong one leaves nothing behind.
 */
import type { Backend } from '../../contract/backend'
import { LabFailure } from '../../contract/errors'
import type { RunId } from '../../contract/identifiers'
import { type Result, unwrap } from '../../contract/result'
import type { RunService } from '../../runs/runService'
import { nativeAddon } from '../../trainer/nativeAddon'
import type { ExitCode } from '../exitCodes'
import type { Output } from '../output'
import { readExperiment } from '../readExperiment'
import { openForWriting } from '../request'
import { requireBackend } from '../requireBackend'
import { trainRuns } from '../trainRuns'

export interface RunOptions {
  readonly db?: string
  readonly json?: boolean
  readonly seeds?: number
  readonly backend?: Backend
  readonly threads?: number
}

/** @throws LabFailure with everything that is wrong with any of the files. */
function readDocuments(files: readonly string[], db: string | undefined, output: Output): unknown[] {
  const wrong: string[] = []
  const documents = files.map((file) => {
    try {
      return readExperiment(file, db, output).document
    } catch (thrown) {
      if (!(thrown instanceof LabFailure)) throw thrown
      wrong.push(thrown.message)
      return undefined
    }
  })
  if (wrong.length > 0) throw new LabFailure({ kind: 'invalidInput', what: wrong.join('; '), problems: [] })
  return documents
}

function queue(service: RunService, documents: readonly unknown[], seeds: number | undefined): Result<RunId[]> {
  if (seeds === undefined) return service.start(documents)
  const queued: RunId[] = []
  for (const document of documents) queued.push(...unwrap(service.startSeeds(document, seeds)))
  return { ok: true, value: queued }
}

export async function run(files: readonly string[], options: RunOptions, output: Output): Promise<ExitCode> {
  const { db, seeds } = options
  const backend = requireBackend(options.backend, nativeAddon)
  const documents = readDocuments(files, db, output)
  const conditions = { labFile: openForWriting(db), backend, asked: options, isJson: options.json === true }
  return trainRuns(conditions, output, (service) => ({ runs: unwrap(queue(service, documents, seeds)) }))
}
