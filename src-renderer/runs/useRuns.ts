/**
 * The runs as the window uses them: one shared store, what is drawn, what is selected, what the right panel shows.
 * How the table lists them (filter, order, columns, trash) is `useRunList`.
 */
import { computed, type ShallowRef, shallowRef } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import { client } from '../lab/client'
import { OrderedRuns } from './orderedRuns'
import { oldestFirst } from './runOrder'
import { isMoreThanProgress } from './runProgress'
import { createRunSelection } from './runSelection'
import { createRunStore, type RunChange } from './runStore'
import { createRunTitles } from './runTitles'

const store = createRunStore(client)
const titles = createRunTitles()
const listedIds: ShallowRef<readonly RunId[]> = shallowRef([])
const selecting = createRunSelection(() => listedIds.value)
const focusedId: ShallowRef<RunId | null> = shallowRef(null)

/** Runs on the charts: shown, and not in the trash; oldest first, so that an order of drawing never changes. */
const visible = new OrderedRuns({
  accepts: (run) => run.isVisible && run.trashedAtMs === null,
  compare: oldestFirst,
})
/** Rises when anything of a visible run has changed but its progress. */
const visibleVersion = shallowRef(0)
/** Rises when anything of any run has changed but its progress. */
const version = shallowRef(0)
const savedCount = shallowRef(0)
const trashedCount = shallowRef(0)

store.observe((changes) => {
  titles.change(changes)
  const isOther = visible.change(changes)
  const changed = changes.filter(isMoreThanProgress)
  if (isOther || changed.some(({ before, after }) => isDrawn(before) || isDrawn(after))) visibleVersion.value++
  if (changed.length === 0) return
  for (const change of changed) count(change)
  version.value++
})

function isDrawn(run: RunSummary | undefined): boolean {
  return run?.isVisible === true && run.trashedAtMs === null
}

function count({ before, after }: RunChange): void {
  if (before !== undefined) (before.trashedAtMs === null ? savedCount : trashedCount).value--
  if (after !== undefined) (after.trashedAtMs === null ? savedCount : trashedCount).value++
}

const selectedRuns = computed(() =>
  [...selecting.selection.value].map((id) => store.run(id)).filter((run): run is RunSummary => run !== undefined),
)
/** The run opened in the right panel. */
const focusedRun = computed(() => (focusedId.value === null ? null : (store.run(focusedId.value) ?? null)))

function focusRun(id: RunId | null): void {
  focusedId.value = id
}

export function useRuns() {
  return {
    runOf: store.run,
    observeRuns: store.observe,
    /** Every run; a computation that asks follows all of them, but for their progress. */
    allRuns: (): Iterable<RunSummary> => {
      void version.value
      return store.all()
    },
    titleOf: titles.titleOf,
    seedOf: titles.seedOf,
    runsState: store.state,
    runsError: store.error,
    damagedRuns: store.damaged,
    reloadRuns: store.reload,
    followRuns: store.follow,
    /** As they are now; a computation that asks follows all but their progress. */
    visibleRuns: (): readonly RunSummary[] => {
      void visibleVersion.value
      return [...visible.runs()]
    },
    selectedRuns,
    focusedId,
    focusedRun,
    focusRun,
    savedCount,
    trashedCount,
    /** Written by `useRunList` alone. */
    listedIds,
    leaveSelection: selecting.leave,
    followSelection: selecting.follow,
    selection: selecting.selection,
    cursor: selecting.cursor,
    select: selecting.select,
    selectMany: selecting.selectMany,
    clearSelection: selecting.clear,
    moveCursor: selecting.moveCursor,
  }
}
