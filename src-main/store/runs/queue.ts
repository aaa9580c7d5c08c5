/** The order in which queued runs are started. */
import { type RunId, runIdSchema } from '../../contract/identifiers'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { stateGuard } from './runStatus'

const readQueue = 'SELECT id FROM runs WHERE queue_order IS NOT NULL ORDER BY queue_order, id'
const setOrder = 'UPDATE runs SET queue_order = ? WHERE id = ?'

/** Queued runs, the next one first. */
export function readQueuedRuns(db: ReadableDb): RunId[] {
  return prepared<{ id: number }>(db, readQueue)
    .all()
    .map((row) => runIdSchema.parse(row.id))
}

/**
 * Moves a queued run to a place counted from 0; past the end is the end.
 *
 * @throws LabFailure `runNotFound`; `wrongState` for a run that is not queued.
 */
export function moveInQueue(db: WritableDb, run: RunId, position: number): void {
  inTransaction(db, () => {
    stateGuard(db, 'moving in the queue')(run, 'queued', ({ status }) => status === 'queued')
    const others = readQueuedRuns(db).filter((queued) => queued !== run)
    others.splice(position, 0, run)
    for (const [place, queued] of others.entries()) prepared(db, setOrder).run(place + 1, queued)
  })
}
