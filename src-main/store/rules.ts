/**
 * Rules of the user's own, by name and version. A saved version never changes: saving another text under the name makes
 * the next version, saving the newest text again makes none.
 */
import { LabFailure } from '../contract/errors'
import type { SavedRule } from '../contract/ownRules'
import { inSnapshot, inTransaction, prepared, type ReadableDb, type WritableDb } from './labDatabase'
import { readLab } from './readLab'
import { assertSealed, damaged } from './seals'

interface RuleRow {
  readonly name: string
  readonly version: number
  readonly text: string
  readonly created_at_ms: number
}

const columns = 'SELECT * FROM rules'
const present = `${columns} WHERE trashed_at_ms IS NULL ORDER BY name, version`
const oneVersion = `${columns} WHERE trashed_at_ms IS NULL AND name = ? AND version = ?`
const newestVersion = `${columns} WHERE trashed_at_ms IS NULL AND name = ? ORDER BY version DESC LIMIT 1`
const countRules = 'SELECT count(*) AS n FROM rules'
const lastVersion = 'SELECT max(version) AS last FROM rules WHERE name = ?'
const insertRule = 'INSERT INTO rules (name, version, text, created_at_ms) VALUES (?, ?, ?, ?)'
const trashVersions = 'UPDATE rules SET trashed_at_ms = ? WHERE name = ? AND trashed_at_ms IS NULL'
const restoreVersions = `
  UPDATE rules SET trashed_at_ms = NULL
  WHERE name = ? AND trashed_at_ms = (SELECT max(trashed_at_ms) FROM rules AS other WHERE other.name = rules.name)`

/** Every version that is not in the trash, by name and version. @throws LabFailure `damaged` */
export function listRules(db: ReadableDb): SavedRule[] {
  return inSnapshot(db, () => {
    assertWhole(db)
    return prepared<RuleRow>(db, present)
      .all()
      .map((row) => savedRule(db, row))
  })
}

/** @throws LabFailure `damaged` when rules are missing that were never removed. */
function assertWhole(db: ReadableDb): void {
  const { ruleCount } = readLab(db)
  const missing = ruleCount - (prepared<{ n: number }>(db, countRules).get()?.n ?? 0)
  if (missing !== 0) throw damaged(db, { what: `${missing} of its ${ruleCount} rules cannot be found` })
}

/** @param version - the newest when left out @throws LabFailure `damaged` */
export function findRule(db: ReadableDb, name: string, version?: number): SavedRule | undefined {
  return inSnapshot(db, () => {
    const row =
      version === undefined
        ? prepared<RuleRow>(db, newestVersion).get(name)
        : prepared<RuleRow>(db, oneVersion).get(name, version)
    if (row !== undefined) return savedRule(db, row)
    assertWhole(db)
    return undefined
  })
}

/** The version that has the text: the newest one if it has it already, or else a new one. */
export function saveRule(db: WritableDb, name: string, text: string, atMs: number): SavedRule {
  return inTransaction(db, () => {
    const newest = findRule(db, name)
    if (newest?.text === text) return newest
    const version = (prepared<{ last: number | null }>(db, lastVersion).get(name)?.last ?? 0) + 1
    prepared(db, insertRule).run(name, version, text, atMs)
    return { name, version, text, createdAtMs: atMs }
  })
}

/**
 * Moves every version of the rule to the trash; runs keep the text they ran.
 *
 * @throws LabFailure when there is none
 */
export function trashRule(db: WritableDb, name: string, atMs: number): void {
  if (prepared(db, trashVersions).run(atMs, name).changes === 0) throw ruleNotFound(name)
}

/** Undoes the last `trashRule`. @throws LabFailure when no version of the rule is in the trash */
export function restoreRule(db: WritableDb, name: string): void {
  if (prepared(db, restoreVersions).run(name).changes === 0) throw ruleNotFound(name)
}

function ruleNotFound(name: string): LabFailure {
  return new LabFailure({ kind: 'invalidInput', what: `the rule "${name}" is not in this lab file`, problems: [] })
}

function savedRule(db: ReadableDb, row: RuleRow): SavedRule {
  assertSealed(db, 'rules', row)
  const { name, version, text, created_at_ms } = row
  return { name, version, text, createdAtMs: created_at_ms }
}
