/** Stores how a session ended: the one place where an end of a trainer becomes the end of a run. */
import { assertNever } from '../contract/assertNever'
import type { LabError } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import type { SessionEnd } from '../jobs/trainerSession'
import { failRun, finishRun, interruptRun, stopRun } from '../store/finishRun'
import type { WritableLabFile } from '../store/labFile'
import { readRun } from '../store/runs/readRuns'
import { storeFailure } from '../store/storeFailure'

export function storeEnd({ db, file }: WritableLabFile, run: RunId, end: SessionEnd, atMs: number): void {
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

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
