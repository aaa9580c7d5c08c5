/** Parameters and slots at checkpoints, whole and bit for bit. */
import { InvariantError } from '../contract/assertNever'
import type { RunId } from '../contract/identifiers'
import { z } from '../contract/schema'
import type { ParameterTensor } from '../contract/tensor'
import { decodeFloat32, decodeFloat64, encodeColumn } from './columnCodec'
import { inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'

type Values = ParameterTensor['values']

const insertCheckpoint = `
  INSERT INTO checkpoints (run_id, step, created_at_ms) VALUES (?, ?, ?)`
const insertTensor = `
  INSERT INTO tensors (checkpoint_id, position, name, shape, precision, value_column) VALUES (?, ?, ?, ?, ?, ?)`
const insertSlot = `
  INSERT INTO tensor_slots (tensor_id, position, slot, precision, value_column) VALUES (?, ?, ?, ?, ?)`
const lastCheckpoint = 'SELECT id FROM checkpoints WHERE run_id = ? ORDER BY step DESC LIMIT 1'
const readTensors = `
  SELECT id, name, shape, precision, value_column FROM tensors WHERE checkpoint_id = ? ORDER BY position`
const readSlots = 'SELECT slot, precision, value_column FROM tensor_slots WHERE tensor_id = ? ORDER BY position'

const shapeSchema = z.array(z.number().int())

interface StoredValues {
  readonly precision: string
  readonly value_column: Buffer
}

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
      const tensor = prepared(db, insertTensor).run(
        checkpoint,
        position,
        name,
        JSON.stringify(shape),
        precisionOf(values),
        encodeColumn(values),
      ).lastInsertRowid
      for (const [place, [slot, slotValues]] of Object.entries(slots).entries()) {
        prepared(db, insertSlot).run(tensor, place, slot, precisionOf(slotValues), encodeColumn(slotValues))
      }
    }
  })
}

/** The parameters and slots the run ended on, in declaration order; empty when none were kept. */
export function readParameters(db: ReadableDb, run: RunId): ParameterTensor[] {
  const checkpoint = prepared<{ id: number }>(db, lastCheckpoint).get(run)
  if (checkpoint === undefined) return []
  type TensorRow = StoredValues & { readonly id: number; readonly name: string; readonly shape: string }
  return prepared<TensorRow>(db, readTensors)
    .all(checkpoint.id)
    .map((row) => ({
      name: row.name,
      shape: shapeSchema.parse(JSON.parse(row.shape)),
      values: decode(row),
      slots: Object.fromEntries(
        prepared<StoredValues & { readonly slot: string }>(db, readSlots)
          .all(row.id)
          .map((slot) => [slot.slot, decode(slot)]),
      ),
    }))
}

function precisionOf(values: Values): 'float32' | 'float64' {
  return values instanceof Float32Array ? 'float32' : 'float64'
}

function decode({ precision, value_column }: StoredValues): Values {
  if (precision === 'float32') return decodeFloat32(value_column)
  if (precision === 'float64') return decodeFloat64(value_column)
  throw new InvariantError(`precision = ${precision}, must be float32 or float64`)
}
