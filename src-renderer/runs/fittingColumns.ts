/**
 * Which columns a table of some width has the room for: where names would become too short to read, the columns that are
 * needed least give way, the last hyperparameters first, then the optimizer.
 *
 * Invariant: the name, loss, status, the column that is sorted by and those a user ticked stay, whatever the width.
 */
import type { RunColumn } from './runColumns'

/** Mean width of a letter of the names, in pixels. */
const letterWidth = 6.6
const nameBounds = { least: 96, most: 232 } as const

export interface ColumnRoom {
  readonly width: number
  /** What the names would like, by `wantedNameWidth`. */
  readonly nameWidth: number
  /** Stays, whatever the width. */
  isKept(column: RunColumn): boolean
}

/** @param columns - the name first */
export function fittingColumns(columns: readonly RunColumn[], room: ColumnRoom): readonly RunColumn[] {
  const others = columns.slice(1)
  let left = room.width - room.nameWidth - others.reduce((sum, column) => sum + column.width, 0)
  const dropped = new Set<RunColumn>()
  const candidates = others.filter((column) => isExpendable(column) && !room.isKept(column)).reverse()
  for (const column of candidates) {
    if (left >= 0) break
    dropped.add(column)
    left += column.width
  }
  return dropped.size === 0 ? columns : columns.filter((column) => !dropped.has(column))
}

/** As wide as the longest title, within reason. @param longest - in letters, 0 where there are no runs */
export function wantedNameWidth(longest: number): number {
  return Math.min(nameBounds.most, Math.max(nameBounds.least, Math.ceil(longest * letterWidth)))
}

function isExpendable(column: RunColumn): boolean {
  return column.id === 'optimizer' || column.id.startsWith('optimizer.')
}
