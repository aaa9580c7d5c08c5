/**
 * `lab run FILE…`: trains experiments and keeps them in the lab file.
 *
 * All documents and their data are read and checked before anything is opened or started: a wrong one leaves nothing behind.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import type { Backend } from '../../contract/backend'
import { type LabError, LabFailure } from '../../contract/errors'
import type { GroupId, RunId } from '../../contract/identifiers'
import { type Result, unwrap } from '../../contract/result'
import type { RunSummary } from '../../contract/run'
import { createNodeTrainerHost } from '../../runs/nodeTrainerHost'
import type { Publish } from '../../runs/publish'
import { createRunService, type RunService } from '../../runs/runService'
import type { WritableLabFile } from '../../store/labFile'
import { readRuns } from '../../store/listRuns'
import { openLabFile } from '../../store/openLabFile'
import { nativeAddon } from '../../trainer/nativeAddon'
import { registry } from '../../trainer/registry'
import { type ExitCode, exitCodes } from '../exitCodes'
import type { Output } from '../output'
import { noProgress, terminalProgress } from '../progress'
import { readExperiment } from '../readExperiment'
import { findRun, labFilePath } from '../request'
import { requireBackend } from '../requireBackend'
import { createRunReporter } from '../runReporter'
import { shortfallRemark } from '../shortfallRemark'
import { trainerEntry } from '../trainerEntry'

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

function openForRuns(db: string | undefined): WritableLabFile {
  const path = labFilePath(db)
  // The app's own folder may not be there yet; a folder that the user names must be.
  if (db === undefined) mkdirSync(dirname(path), { recursive: true })
  return unwrap(openLabFile(path, { mode: 'write' }))
}

export async function run(files: readonly string[], options: RunOptions, output: Output): Promise<ExitCode> {
  const backend = requireBackend(options.backend, nativeAddon)
  const documents = readDocuments(files, options.db, output)
  const labFile = openForRuns(options.db)
  const isJson = options.json === true
  const progress = !isJson && output.isTerminal ? terminalProgress(output) : noProgress(output)
  const reporter = createRunReporter(progress, isJson)
  let storeFailure: LabError | null = null
  const publish: Publish = (name, payload) => {
    if (name === 'runs.changed') for (const changed of payload as readonly RunSummary[]) reporter.report(changed)
  }
  const toldGroups = new Set<GroupId>()
  const service = createRunService({
    labFile,
    host: createNodeTrainerHost(trainerEntry),
    backend,
    threads: options.threads,
    concurrency: availableParallelism(),
    registry,
    publish,
    nowMs: Date.now,
    adoptQueue: false,
    onPrepared: (id, computed) => {
      const { name, group } = findRun(labFile, id)
      const remark = shortfallRemark(group === null ? name : `${name}, and so its group,`, options, computed)
      // runs that differ in seed only would say it one after the other
      if (remark === null || (group !== null && toldGroups.has(group))) return
      if (group !== null) toldGroups.add(group)
      progress.remark(remark)
    },
    onStoreFailure: (error) => {
      storeFailure = error
    },
  })
  let queued: RunId[] = []
  const signals = stopOnSignals(service, () => queued)
  try {
    queued = unwrap(queue(service, documents, options.seeds))
    await service.whenIdle()
    if (storeFailure !== null) throw new LabFailure(storeFailure)
    return signals.wasStopped() ? exitCodes.interrupted : exitCodeOf(readRuns(labFile.db, queued))
  } finally {
    signals.end()
    progress.end()
    await service.close()
    labFile.close()
  }
}

function exitCodeOf(runs: readonly RunSummary[]): ExitCode {
  const isBad = runs.some((run) => run.status === 'diverged' || run.status === 'failed')
  return isBad ? exitCodes.runFailed : exitCodes.done
}

/** The first Ctrl-C stops every run and keeps what it has; a second one ends the program at once. */
function stopOnSignals(service: RunService, queued: () => readonly RunId[]) {
  let isStopped = false
  const stop = (): void => {
    if (isStopped) process.exit(exitCodes.interrupted)
    isStopped = true
    for (const id of [...queued()].reverse()) service.stop(id)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    wasStopped: () => isStopped,
    end: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
