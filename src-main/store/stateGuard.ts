/** Refuses an action on a run that does not exist, or is in a state that the action does not fit. */
import { LabFailure } from '../contract/errors'
import type { RunId } from '../contract/identifiers'
import { type RunStatus, runStatusSchema } from '../contract/run'
import { prepared, type ReadableDb } from './labDatabase'

export interface RunState {
  readonly status: RunStatus
  readonly isTrashed: boolean
}

const readState = 'SELECT status, trashed_at_ms FROM runs WHERE id = ?'

/**
 * @param action what the error says is asked for: "moving to the trash".
 * @returns a check of one run: `allowed` is what the error says it must be, `fits` decides.
 */
export function stateGuard(
  db: ReadableDb,
  action: string,
): (run: RunId, allowed: string, fits: (state: RunState) => boolean) => void {
  return (run, allowed, fits) => {
    const row = prepared<{ status: string; trashed_at_ms: number | null }>(db, readState).get(run)
    if (row === undefined) throw new LabFailure({ kind: 'runNotFound', run: String(run) })
    const state = { status: runStatusSchema.parse(row.status), isTrashed: row.trashed_at_ms !== null }
    if (!fits(state)) throw new LabFailure({ kind: 'wrongState', run, status: state.status, action, allowed })
  }
}
