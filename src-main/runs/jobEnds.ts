/** Maps the end of a job to the status of its run, and stores it; or to the reason why nothing was done. */
import { assertNever } from '../contract/assertNever'
import type { Registry } from '../contract/definition'
import { type LabError, messageOf } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { RunSummary } from '../contract/run'
import type { JobEnd } from '../jobs/jobSession'
import { failRun, finishRun, interruptRun, stopRun } from '../store/finishRun'
import type { WritableLabFile } from '../store/labFile'
import { readRun } from '../store/runs/readRuns'
import { storeFailure } from '../store/storeFailure'
import { misfitOfChangedData } from './changedData'

/** The one place where an end of a job becomes the end of its run. */
export function storeEnd({ db, file }: WritableLabFile, run: RunId, end: JobEnd, atMs: number): void {
  const lastStep = readRun(db, run)?.step ?? 0
  const fail = (error: LabError): void => failRun(db, run, error, atMs)
  switch (end.kind) {
    case 'finished':
      finishRun(db, run, end.outcome, atMs)
      break
    case 'failed':
      fail(end.error)
      break
    case 'exited':
      fail({ kind: 'trainerExited', code: end.code, lastStep })
      break
    case 'broken':
      fail({ kind: 'trainerFailed', message: `it ${end.message}`, lastStep })
      break
    case 'refused':
      fail(storeFailure(file, end.thrown) ?? { kind: 'trainerFailed', message: messageOf(end.thrown), lastStep })
      break
    case 'checked':
      fail({ kind: 'trainerFailed', message: 'it checked gradients instead of training', lastStep })
      break
    case 'unanswered':
      stopRun(db, run, atMs)
      break
    case 'killed':
      interruptRun(db, run, atMs)
      break
    default:
      assertNever(end)
  }
}

/** @param what - the job was for, as part of a sentence: "verification" */
export function errorOfEnd(end: JobEnd, run: RunSummary, registry: Registry, what: string): LabError {
  switch (end.kind) {
    case 'failed':
      return misfitOfChangedData(end.error, run, registry)
    case 'exited':
      return { kind: 'trainerExited', code: end.code, lastStep: 0 }
    case 'broken':
      return { kind: 'trainerFailed', message: `it ${end.message}`, lastStep: 0 }
    case 'refused':
      return { kind: 'internal', message: `the ${what} could not go on: ${messageOf(end.thrown)}` }
    default:
      return { kind: 'internal', message: `the ${what} was ended before its trainer had finished` }
  }
}
