/**
 * Which runs are selected, and where the cursor is, over whatever list is shown: click, Shift and Ctrl as on any list.
 *
 * Invariant: once `leave` or `follow` has run, the selection holds rows of the list only, so no command reaches what is out of sight.
 */
import { type ShallowRef, shallowRef } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'

export type SelectMode = 'replace' | 'toggle' | 'extend'

export function createRunSelection(listed: () => readonly RunId[]) {
  const selection: ShallowRef<ReadonlySet<RunId>> = shallowRef(new Set<RunId>())
  const cursor: ShallowRef<RunId | null> = shallowRef(null)
  let anchor: RunId | null = null

  function select(id: RunId, mode: SelectMode = 'replace'): void {
    if (mode === 'extend') selection.value = new Set(rangeTo(id))
    else {
      const next = new Set(mode === 'toggle' ? selection.value : [])
      if (!next.delete(id)) next.add(id)
      selection.value = next
      anchor = id
    }
    cursor.value = id
  }

  function rangeTo(id: RunId): readonly RunId[] {
    const ids = listed()
    const from = anchor === null ? -1 : ids.indexOf(anchor)
    const to = ids.indexOf(id)
    return from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  }

  function selectMany(ids: Iterable<RunId>): void {
    selection.value = new Set(ids)
    cursor.value = [...selection.value].at(-1) ?? null
    anchor = cursor.value
  }

  /** Moves the cursor by rows, held inside the list; `extend` keeps the anchor. */
  function moveCursor(rows: number, mode: 'replace' | 'extend' | 'keep'): RunId | null {
    const ids = listed()
    if (ids.length === 0) return null
    const present = cursor.value === null ? -1 : ids.indexOf(cursor.value)
    const start = present < 0 ? (rows > 0 ? -1 : ids.length) : present
    const id = ids[Math.min(ids.length - 1, Math.max(0, start + rows))]
    if (id === undefined) return null
    if (mode === 'keep') cursor.value = id
    else select(id, mode)
    return id
  }

  /** These rows left the list: they are no longer selected; a cursor on one goes to the row that took its place. */
  function leave(ids: ReadonlySet<RunId>, placeOfCursor: number): void {
    if ([...selection.value].some((id) => ids.has(id))) {
      selection.value = new Set([...selection.value].filter((id) => !ids.has(id)))
    }
    if (cursor.value === null || !ids.has(cursor.value)) return
    const list = listed()
    cursor.value = list[placeOfCursor] ?? list.at(-1) ?? null
    anchor = cursor.value
  }

  /** Another list has come: what is not in it is no longer selected. */
  function follow(previous: readonly RunId[]): void {
    const present = new Set(listed())
    const gone = new Set(previous.filter((id) => !present.has(id)))
    const place = cursor.value === null ? -1 : previous.indexOf(cursor.value)
    const next = previous.slice(place + 1).find((id) => present.has(id))
    leave(gone, next === undefined ? Number.POSITIVE_INFINITY : listed().indexOf(next))
  }

  return { selection, cursor, select, selectMany, moveCursor, leave, follow, clear: () => selectMany([]) }
}
