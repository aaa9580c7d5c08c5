/**
 * Which runs are selected, and where the cursor is, over whatever list is shown: click, Shift and Ctrl as on any list.
 *
 * Invariant: once `follow` has run, the selection holds rows of the list only, so no command reaches what is out of sight.
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

  /** The list has changed: what left it is no longer selected; a cursor on it goes to the row that took its place. */
  function follow(previous: readonly RunId[]): void {
    const ids = listed()
    const present = new Set(ids)
    if ([...selection.value].some((id) => !present.has(id))) {
      selection.value = new Set([...selection.value].filter((id) => present.has(id)))
    }
    if (cursor.value === null || present.has(cursor.value)) return
    const place = previous.indexOf(cursor.value)
    const next = previous.slice(place + 1).find((id) => present.has(id))
    cursor.value = place < 0 ? null : (next ?? ids.at(-1) ?? null)
    anchor = cursor.value
  }

  return { selection, cursor, select, selectMany, moveCursor, follow, clear: () => selectMany([]) }
}
