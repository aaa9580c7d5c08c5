/** How the runs table lists the runs: which (saved or trash), filter, order and columns. Remembers order and columns. */
import { computed, ref, watch } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import { z } from '../../src-main/contract/schema'
import { remembered } from '../lab/remembered'
import { useCatalogue } from '../lab/useCatalogue'
import { fittingColumns, wantedNameWidth } from './fittingColumns'
import { createListedTallies } from './listedTallies'
import { OrderedRuns } from './orderedRuns'
import { columnsAfter, columnsBefore, differingColumns, nameColumn, type RunColumn, sortValueOf } from './runColumns'
import { parseFilter } from './runFilter'
import { newestFirst, type RunSort, runOrder } from './runOrder'
import { useRuns } from './useRuns'

const sortSchema = z.strictObject({ column: z.string(), direction: z.enum(['ascending', 'descending']) }).nullable()

const { allRuns, observeRuns, listedIds, leaveSelection, followSelection, cursor, savedCount, trashedCount } = useRuns()
const { definitionOf } = useCatalogue()

const view = ref<'saved' | 'trash'>('saved')
const filterText = ref('')
const renamedId = ref<RunId | null>(null)
/** Null: newest first. */
const sort = remembered('runs.sort', sortSchema, null)
const chosenColumns = remembered('runs.columns', z.record(z.string(), z.boolean()), {})

const accepts = computed(() => {
  const matches = parseFilter(filterText.value)
  const isSaved = view.value === 'saved'
  return (run: RunSummary): boolean => (run.trashedAtMs === null) === isSaved && matches(run)
})
const compare = computed(() => {
  const by = sort.value
  const sortValue = by === null ? undefined : sortValueOf(by.column)
  return by === null || sortValue === undefined ? newestFirst : runOrder(sortValue, by.direction)
})

const tallies = createListedTallies()
/** What became of the list by the changes at hand: which runs left it, and where the row of the cursor was. */
const left = { ids: new Set<RunId>(), placeOfCursor: 0, isRebuilt: false }
const listed = new OrderedRuns(
  { accepts: accepts.value, compare: compare.value },
  {
    change(before, after, place) {
      tallies.change(before, after)
      if (before !== undefined && after === undefined) {
        left.ids.add(before.id)
        if (before.id === cursor.value) left.placeOfCursor = place
        else if (place < left.placeOfCursor) left.placeOfCursor--
      } else if (before === undefined && place <= left.placeOfCursor) left.placeOfCursor++
    },
    rebuilt(runs) {
      tallies.rebuilt(runs)
      left.isRebuilt = true
    },
  },
)

observeRuns((changes) => {
  const previous = listedIds.value
  left.ids.clear()
  left.isRebuilt = false
  if (!listed.change(changes)) return
  listedIds.value = listed.ids()
  if (left.isRebuilt) followSelection(previous)
  else if (left.ids.size > 0) leaveSelection(left.ids, left.placeOfCursor)
})
watch(
  [accepts, compare],
  () => {
    const previous = listedIds.value
    listed.rebuild(allRuns(), { accepts: accepts.value, compare: compare.value })
    listedIds.value = listed.ids()
    followSelection(previous)
  },
  { flush: 'sync' },
)

const differing = computed(() =>
  differingColumns(tallies.optimizers.value, (optimizer, setting) => {
    const field = definitionOf('optimizers', optimizer)?.fields[setting]
    return { title: field?.label ?? setting, symbol: field?.symbol }
  }),
)
const allColumns = computed<readonly RunColumn[]>(() => [...columnsBefore, ...differing.value, ...columnsAfter])
/** Of the table beside the marks, in pixels. */
const tableWidth = ref(Number.POSITIVE_INFINITY)
const chosen = computed(() => allColumns.value.filter(isShown))
const nameWidth = computed(() => wantedNameWidth(tallies.longestTitle.value))
const shownColumns = computed(() =>
  fittingColumns(chosen.value, {
    width: tableWidth.value,
    nameWidth: nameWidth.value,
    isKept: ({ id }) => id === sort.value?.column || chosenColumns.value[id] === true,
  }),
)
/** Chosen, and without room at this width. */
const columnsWithoutRoom = computed(() => chosen.value.filter((column) => !shownColumns.value.includes(column)))
/** Listed or not, in the view. */
const runsInView = computed(() => (view.value === 'saved' ? savedCount.value : trashedCount.value))

function isShown(column: RunColumn): boolean {
  return column === nameColumn || (chosenColumns.value[column.id] ?? column.isShownAtFirst)
}

/** One that is without room comes back and stays. */
function toggleColumn(column: RunColumn): void {
  const isNext = !isShown(column) || columnsWithoutRoom.value.includes(column)
  chosenColumns.value = { ...chosenColumns.value, [column.id]: isNext }
}

/** Ascending, descending, then newest first again. */
function sortBy(column: string): void {
  const present = sort.value?.column === column ? sort.value.direction : null
  const next: Readonly<Record<string, RunSort | null>> = {
    ascending: { column, direction: 'descending' },
    descending: null,
  }
  sort.value = present === null ? { column, direction: 'ascending' } : (next[present] ?? null)
}

export function useRunList() {
  return {
    view,
    filterText,
    renamedId,
    sort,
    sortBy,
    runsInView,
    listedIds,
    allColumns,
    shownColumns,
    columnsWithoutRoom,
    tableWidth,
    isShown,
    toggleColumn,
  }
}
