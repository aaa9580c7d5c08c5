/** Runs as every process sees them. */
import { InvariantError } from '../contract/assertNever'
import type { RunId } from '../contract/identifiers'
import type { RunSummary } from '../contract/run'
import type { ReadableDb } from './labDatabase'

/** Every run, the trash included, oldest first. */
export function listRuns(_db: ReadableDb): RunSummary[] {
  throw new InvariantError('listRuns')
}

/** These runs in the order asked for; those that do not exist are left out. */
export function readRuns(_db: ReadableDb, _runs: readonly RunId[]): RunSummary[] {
  throw new InvariantError('readRuns')
}

export function readRun(db: ReadableDb, run: RunId): RunSummary | undefined {
  return readRuns(db, [run])[0]
}
