/** Trains runs of a lab file until all of them have ended, and tells of them as they go. */
import { availableParallelism } from 'node:os'
import type { Backend } from '../contract/backend'
import { type LabError, LabFailure } from '../contract/errors'
import type { GroupId, RunId } from '../contract/identifiers'
import { type Result, unwrap } from '../contract/result'
import type { RunSummary } from '../contract/run'
import { createNodeTrainerHost } from '../runs/nodeTrainerHost'
import type { Publish } from '../runs/publish'
import { createRunService, type RunService } from '../runs/runService'
import type { WritableLabFile } from '../store/labFile'
import { readRuns } from '../store/listRuns'
import { registry } from '../trainer/registry'
import { type ExitCode, exitCodes } from './exitCodes'
import type { Output } from './output'
import { noProgress, terminalProgress } from './progress'
import { findRun } from './request'
import { createRunReporter } from './runReporter'
import { type AskedComputing, shortfallRemark } from './shortfallRemark'
import { trainerEntry } from './trainerEntry'

export interface TrainingConditions {
  /** Closed at the end. */
  readonly labFile: WritableLabFile
  readonly backend: Backend
  /** What of it the user chose. */
  readonly asked: AskedComputing
  readonly isJson: boolean
}

export interface QueuedRuns {
  readonly runs: readonly RunId[]
  /** Of runs that go on: nothing is told of them before, and nothing at all if they are refused. */
  readonly accepted?: Promise<Result<undefined>>
}

/** @throws LabFailure when they are refused or cannot be stored */
export async function trainRuns(
  { labFile, backend, asked, isJson }: TrainingConditions,
  output: Output,
  queue: (service: RunService) => QueuedRuns,
): Promise<ExitCode> {
  const progress = !isJson && output.isTerminal ? terminalProgress(output) : noProgress(output)
  const reporter = createRunReporter(progress, isJson)
  let storeFailure: LabError | null = null
  let isTold = false
  const publish: Publish = (name, payload) => {
    if (name !== 'runs.changed') return
    for (const changed of payload as readonly RunSummary[]) {
      isTold ||= changed.status === 'running'
      if (isTold) reporter.report(changed)
    }
  }
  const toldGroups = new Set<GroupId>()
  const service = createRunService({
    labFile,
    host: createNodeTrainerHost(trainerEntry),
    backend,
    threads: asked.threads,
    concurrency: availableParallelism(),
    registry,
    publish,
    nowMs: Date.now,
    adoptQueue: false,
    onPrepared: (id, computed) => {
      const { name, group } = findRun(labFile, id)
      // runs that differ in seed only would say it one after the other, in the order in which they get ready
      if (group !== null && toldGroups.has(group)) return
      const first = readRuns(labFile.db, queued).find((run) => run.group === group)
      const words = group === null ? name : `${first?.name ?? name}, and so its group,`
      const remark = shortfallRemark(words, asked, computed)
      if (remark === null) return
      if (group !== null) toldGroups.add(group)
      progress.remark(remark)
    },
    onStoreFailure: (error) => {
      storeFailure = error
    },
  })
  let queued: readonly RunId[] = []
  const signals = stopOnSignals(service, () => queued)
  try {
    const { runs, accepted } = queue(service)
    queued = runs
    isTold ||= accepted === undefined
    if (accepted !== undefined) unwrap(await accepted)
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
