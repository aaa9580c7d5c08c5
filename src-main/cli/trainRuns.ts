/** Trains runs of a lab file until all of them have ended, and tells of them as they go. */
import { availableParallelism } from 'node:os'
import type { Backend } from '../contract/backend'
import { type LabError, LabFailure, sentence } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { type Held, heldText } from '../contract/lab'
import { type Result, unwrap } from '../contract/result'
import type { ChangedRuns, RunSummary } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'
import { createNodeJobs } from '../runs/nodeJobs'
import type { Publish } from '../runs/publish'
import { RunService } from '../runs/runService'
import type { WritableLabFile } from '../store/labFile'
import { rescue } from '../store/rescue'
import { readRecord, readRuns } from '../store/runs/readRuns'
import { registry } from '../trainer/registry'
import { type ExitCode, exitCodes } from './exitCodes'
import { jsonLine } from './jsonText'
import type { Output } from './output'
import { OutputLost } from './outputLost'
import { noProgress, type Progress, terminalProgress } from './progress'
import { findRun } from './request'
import { createRunReporter, type RunReporter } from './runReporter'
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
  /** Of runs that go on: nothing is told of them before, and nothing at all of one that is refused. */
  readonly accepted?: Promise<readonly Result<undefined>[]>
}

/**
 * Ends with the last of them: also when they were stopped, by Ctrl-C or because nobody reads of them any more, which keeps
 * what they have.
 *
 * @throws LabFailure when they are refused or cannot be stored
 * @throws OutputLost when what standard output goes to cannot be written
 */
export async function trainRuns(
  { labFile, backend, asked, isJson }: TrainingConditions,
  output: Output,
  queue: (service: RunService) => QueuedRuns,
): Promise<ExitCode> {
  const progress = !isJson && output.isTerminal ? terminalProgress(output) : noProgress(output)
  const reporter = createRunReporter(progress, isJson)
  let storeFailure: LabError | null = null
  let queued: readonly RunId[] = []
  const telling = createTelling(reporter, () => stopAll(service, queued))
  const jobs = createNodeJobs(trainerEntry, availableParallelism())
  const service = new RunService({
    labFile,
    jobs,
    backend,
    threads: asked.threads,
    registry,
    publish: telling.publish,
    nowMs: Date.now,
    adoptQueue: false,
    onPrepared: createShortfallTeller({ labFile, asked, progress, queued: () => queued }),
    onHeld: (held) => {
      if (held !== null || !rescuer.isUnderWay()) tellHeld(progress, held)
      if (held?.error.kind === 'labFileLost') rescuer.begin()
    },
    onStoreFailure: (error) => {
      storeFailure = error
    },
  })
  const rescuer = createRescuer(labFile, { progress, isJson }, (to) => service.moveTo(to))
  const signals = stopOnSignals(() => stopAll(service, queued))
  try {
    const { runs, accepted } = queue(service)
    queued = runs
    if (accepted === undefined) telling.begin()
    else for (const answer of await accepted) unwrap(answer)
    await service.whenIdle()
    if (storeFailure !== null) throw new LabFailure(storeFailure)
    throwUnlessReaderGone(telling.lost())
    if (await rescuer.end()) return exitCodes.runFailed
    return signals.wasStopped() ? exitCodes.interrupted : exitCodeOf(readRuns(labFile.db, queued))
  } finally {
    signals.end()
    await rescuer.end()
    await service.close()
    await jobs.close()
    labFile.close()
    progress.end()
  }
}

interface Telling {
  readonly publish: Publish
  /** Of every run from now on; else from the first that trains. */
  begin(): void
  /** What ended it, if anything did. */
  lost(): OutputLost | null
}

/** @param onLost - called once, when nobody can be told any more */
function createTelling(reporter: RunReporter, onLost: () => void): Telling {
  let isTold = false
  let lost: OutputLost | null = null
  return {
    publish: (name, payload) => {
      if (name !== 'runs.changed' || lost !== null) return
      try {
        for (const changed of (payload as ChangedRuns).runs) {
          isTold ||= changed.status === 'running'
          if (isTold) reporter.report(changed)
        }
      } catch (thrown) {
        if (!(thrown instanceof OutputLost)) throw thrown
        lost = thrown
        // Not from inside a change of the service: the runs may be about to be queued.
        setImmediate(onLost)
      }
    },
    begin: () => {
      isTold = true
    },
    lost: () => lost,
  }
}

/** A full disk under standard output is told; a reader who has gone is not there to be told anything. */
function throwUnlessReaderGone(outputLost: OutputLost | null): void {
  if (outputLost !== null && !outputLost.isReaderGone) throw outputLost
}

interface ShortfallConditions {
  readonly labFile: WritableLabFile
  readonly asked: AskedComputing
  readonly progress: Progress
  readonly queued: () => readonly RunId[]
}

/** Says what computes a run where it is not as asked for; of runs that differ in seed only once, not in the order they get ready. */
function createShortfallTeller({ labFile, asked, progress, queued }: ShortfallConditions) {
  const told = new Set<string>()
  return (id: RunId, computed: Prepared): void => {
    if (shortfallRemark('', asked, computed) === null) return
    const { name, configuration } = findRun(labFile, id)
    const group = JSON.stringify([configuration, name])
    if (told.has(group)) return
    told.add(group)
    const isGroup = queued().some((other) => {
      const run = other === id ? undefined : readRecord(labFile.db, other)
      return run?.configuration === configuration && run.name === name
    })
    const remark = shortfallRemark(isGroup ? `${name}, and so its group,` : name, asked, computed)
    if (remark !== null) progress.remark(remark)
  }
}

/** Says since when the lab file cannot be written, and that it can be again. */
function tellHeld(progress: Progress, held: Held | null): void {
  if (held === null) progress.remarkNow('the lab file can be written again; training goes on')
  else progress.remarkNow(heldText(held))
}

/** Nobody can be asked where to save a lab file that is lost: it is saved beside its old place, and said. */
function createRescuer(
  labFile: WritableLabFile,
  { progress, isJson }: { readonly progress: Progress; readonly isJson: boolean },
  move: (to: string) => Promise<Result<undefined>>,
) {
  let underWay: Promise<void> | null = null
  let wasNeeded = false
  const save = async (): Promise<void> => {
    const { file } = labFile
    const saved = await rescue(file, move)
    underWay = null
    if (!saved.ok) {
      progress.remarkNow(`the runs of ${file} cannot be saved beside it (${sentence(saved.error)}); put it back`)
      return
    }
    wasNeeded = true
    progress.remarkNow(`the runs of ${file} are saved in ${saved.value}, and training goes on there`)
    if (isJson) progress.say(jsonLine({ event: 'moved', from: file, file: saved.value }))
  }
  return {
    begin: (): void => {
      underWay ??= save()
    },
    isUnderWay: (): boolean => underWay !== null,
    /** Whether the runs are in another file than was asked for. */
    async end(): Promise<boolean> {
      if (labFile.lost() !== null) underWay ??= save()
      await underWay
      return wasNeeded
    },
  }
}

function exitCodeOf(runs: readonly RunSummary[]): ExitCode {
  if (runs.some(({ status }) => status === 'diverged' || status === 'failed')) return exitCodes.runFailed
  return runs.some(({ status }) => status === 'stopped') ? exitCodes.interrupted : exitCodes.done
}

/** The last first, so that none starts in the place of one that was stopped. */
function stopAll(service: RunService, runs: readonly RunId[]): void {
  for (const id of [...runs].reverse()) service.stop(id)
}

/**
 * The first Ctrl-C stops every run and keeps what it has; a second one ends the program at once. So does a terminal that
 * is closed, which both the system and the shell may say.
 */
function stopOnSignals(stop: () => void) {
  let isStopped = false
  const onHangUp = (): void => {
    if (isStopped) return
    isStopped = true
    stop()
  }
  const onSignal = (): void => {
    if (isStopped) process.exit(exitCodes.interrupted)
    onHangUp()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onHangUp)
  return {
    wasStopped: () => isStopped,
    end: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
      process.off('SIGHUP', onHangUp)
    },
  }
}
