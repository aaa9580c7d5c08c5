/**
 * The runs as the window uses them: one shared store, what is drawn, what is selected, what the right panel shows.
 * How the table lists them (filter, order, columns, trash) is `useRunList`.
 */
import { computed, type ShallowRef, shallowRef, watch } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import { client } from '../lab/client'
import { createRunSelection } from './runSelection'
import { createRunStore } from './runStore'

const store = createRunStore(client)
const listedIds: ShallowRef<readonly RunId[]> = shallowRef([])
const selecting = createRunSelection(() => listedIds.value)
const focusedId: ShallowRef<RunId | null> = shallowRef(null)

/** Runs on the charts: shown, and not in the trash; oldest first, so that an order of drawing never changes. */
const visibleRuns = computed(() =>
  [...store.runs.value.values()].filter((run) => run.isVisible && run.trashedAtMs === null).sort((a, b) => a.id - b.id),
)
const selectedRuns = computed(() =>
  [...selecting.selection.value]
    .map((id) => store.runs.value.get(id))
    .filter((run): run is RunSummary => run !== undefined),
)
/** The run opened in the right panel. */
const focusedRun = computed(() => (focusedId.value === null ? null : (store.runs.value.get(focusedId.value) ?? null)))
const trashedCount = computed(() => [...store.runs.value.values()].filter((run) => run.trashedAtMs !== null).length)

watch(listedIds, (_ids, previous) => selecting.follow(previous))

function focusRun(id: RunId | null): void {
  focusedId.value = id
}

export function useRuns() {
  return {
    runs: store.runs,
    runsState: store.state,
    runsError: store.error,
    reloadRuns: store.reload,
    followRuns: store.follow,
    visibleRuns,
    selectedRuns,
    focusedRun,
    focusRun,
    trashedCount,
    /** Written by `useRunList` alone. */
    listedIds,
    selection: selecting.selection,
    cursor: selecting.cursor,
    select: selecting.select,
    selectMany: selecting.selectMany,
    clearSelection: selecting.clear,
    moveCursor: selecting.moveCursor,
  }
}
