/** Parameters and slots at checkpoints, whole and bit for bit. */
import type { RunId } from '../contract/identifiers'
import { z } from '../contract/schema'
import type { ParameterTensor } from '../contract/tensor'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { decodeReals, encodeReals, type StoredReals } from './realsCodec'

const insertCheckpoint = `
  INSERT INTO checkpoints (run_id, step, created_at_ms) VALUES (?, ?, ?)`
const insertTensor = `
  INSERT INTO tensors (checkpoint_id, position, name, shape, precision, value_column) VALUES (?, ?, ?, ?, ?, ?)`
const insertSlot = `
  INSERT INTO tensor_slots (tensor_id, position, slot, precision, value_column) VALUES (?, ?, ?, ?, ?)`
const removeCheckpoints = 'DELETE FROM checkpoints WHERE run_id = ?'
const lastCheckpoint = 'SELECT id FROM checkpoints WHERE run_id = ? ORDER BY step DESC LIMIT 1'
const readTensors = `
  SELECT id, name, shape, precision, value_column FROM tensors WHERE checkpoint_id = ? ORDER BY position`
const readSlots = 'SELECT slot, precision, value_column FROM tensor_slots WHERE tensor_id = ? ORDER BY position'

const shapeSchema = z.array(z.number().int())

/** Keeps a checkpoint at a step that has none. */
export function writeParameters(
  db: WritableDb,
  run: RunId,
  step: number,
  parameters: readonly ParameterTensor[],
  atMs: number,
): void {
  inTransaction(db, () => {
    const checkpoint = prepared(db, insertCheckpoint).run(run, step, atMs).lastInsertRowid
    for (const [position, { name, shape, values, slots }] of parameters.entries()) {
      const sizes = JSON.stringify(shape)
      const own = encodeReals(values)
      const row = [checkpoint, position, name, sizes, own.precision, own.value_column]
      const tensor = prepared(db, insertTensor).run(...row).lastInsertRowid
      for (const [place, [slot, slotValues]] of Object.entries(slots).entries()) {
        const { precision, value_column } = encodeReals(slotValues)
        prepared(db, insertSlot).run(tensor, place, slot, precision, value_column)
      }
    }
  })
}

/** The run goes on: what it ended on is not its end. */
export function removeParameters(db: WritableDb, run: RunId): void {
  prepared(db, removeCheckpoints).run(run)
}

/** The parameters and slots the run ended on, in declaration order; empty when none were kept. */
export function readParameters(db: ReadableDb, run: RunId): ParameterTensor[] {
  const checkpoint = prepared<{ id: number }>(db, lastCheckpoint).get(run)
  if (checkpoint === undefined) return []
  type TensorRow = StoredReals & { readonly id: number; readonly name: string; readonly shape: string }
  return prepared<TensorRow>(db, readTensors)
    .all(checkpoint.id)
    .map((row) => ({
      name: row.name,
      shape: shapeSchema.parse(JSON.parse(row.shape)),
      values: decodeReals(row),
      slots: Object.fromEntries(
        prepared<StoredReals & { readonly slot: string }>(db, readSlots)
          .all(row.id)
          .map((slot) => [slot.slot, decodeReals(slot)]),
      ),
    }))
}
