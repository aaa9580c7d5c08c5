/** What a lab file says of itself. */
import { prepared, type ReadableDb } from './labDatabase'
import { assertSealed } from './seals'

interface LabRow {
  readonly uid: string
  readonly created_at_ms: number
  readonly run_count: number
  readonly rule_count: number
}

const readRow = 'SELECT * FROM lab'

export interface Lab {
  /** The same wherever the file is copied to. */
  readonly uid: string
  readonly createdAtMs: number
  /** How many runs and rules it holds, the trash included. */
  readonly runCount: number
  readonly ruleCount: number
}

/** @throws LabFailure `damaged` */
export function readLab(db: ReadableDb): Lab {
  const row = prepared<LabRow>(db, readRow).get() ?? {}
  assertSealed(db, 'lab', row)
  const { uid, created_at_ms, run_count, rule_count } = row as LabRow
  return { uid, createdAtMs: created_at_ms, runCount: run_count, ruleCount: rule_count }
}
