/**
 * The order in which queued runs are started: by a number of their own, from the smallest on.
 *
 * A run that is moved gets a number between those of its new neighbours, so that no other run changes.
 */
import { type RunId, runIdSchema } from '../../contract/identifiers'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from '../labDatabase'
import { stateGuard } from './runStatus'

const readQueue = 'SELECT id, queue_order FROM runs WHERE queue_order IS NOT NULL ORDER BY queue_order, id'
const setOrder = 'UPDATE runs SET queue_order = ? WHERE id = ?'

interface Place {
  readonly id: number
  readonly queue_order: number
}

/** Queued runs, the next one first. */
export function readQueuedRuns(db: ReadableDb): RunId[] {
  return prepared<Place>(db, readQueue)
    .all()
    .map((row) => runIdSchema.parse(row.id))
}

/**
 * Moves a queued run to a place counted from 0; past the end is the end.
 *
 * @returns the runs whose number changed: the one, or all where two neighbours had become too close to stand between.
 * @throws LabFailure `runNotFound`; `wrongState` for a run that is not queued.
 */
export function moveInQueue(db: WritableDb, run: RunId, position: number): RunId[] {
  return inTransaction(db, () => {
    stateGuard(db, 'moving in the queue')(run, 'queued', ({ status }) => status === 'queued')
    const others = prepared<Place>(db, readQueue)
      .all()
      .filter(({ id }) => id !== run)
    const order = orderBetween(others[Math.min(position, others.length) - 1], others[position])
    if (order !== null) {
      prepared(db, setOrder).run(order, run)
      return [run]
    }
    const ids = others.map(({ id }) => runIdSchema.parse(id))
    ids.splice(position, 0, run)
    for (const [place, id] of ids.entries()) prepared(db, setOrder).run(place + 1, id)
    return ids
  })
}

/** Null where no number lies between them. */
function orderBetween(before: Place | undefined, after: Place | undefined): number | null {
  if (before === undefined) return (after?.queue_order ?? 1) - 1
  if (after === undefined) return before.queue_order + 1
  const order = (before.queue_order + after.queue_order) / 2
  return order > before.queue_order && order < after.queue_order ? order : null
}
