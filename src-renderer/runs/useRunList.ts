/** How the runs table lists the runs: which (saved or trash), filter, order and columns. Remembers order and columns. */
import { computed, ref, watchEffect } from 'vue'
import type { RunId } from '../../src-main/contract/identifiers'
import { z } from '../../src-main/contract/schema'
import { remembered } from '../lab/remembered'
import { useCatalogue } from '../lab/useCatalogue'
import { fittingColumns, wantedNameWidth } from './fittingColumns'
import { columnsAfter, columnsBefore, differingColumns, nameColumn, type RunColumn } from './runColumns'
import { parseFilter } from './runFilter'
import { type RunSort, sortRuns } from './runOrder'
import { useRuns } from './useRuns'

const sortSchema = z.strictObject({ column: z.string(), direction: z.enum(['ascending', 'descending']) }).nullable()

const { runs, listedIds } = useRuns()
const { definitionOf } = useCatalogue()

const view = ref<'saved' | 'trash'>('saved')
const filterText = ref('')
const renamedId = ref<RunId | null>(null)
/** Null: newest first. */
const sort = remembered('runs.sort', sortSchema, null)
const chosenColumns = remembered('runs.columns', z.record(z.string(), z.boolean()), {})

const runsInView = computed(() =>
  [...runs.value.values()].filter((run) => (run.trashedAtMs === null) === (view.value === 'saved')),
)
const filter = computed(() => parseFilter(filterText.value))
const filteredRuns = computed(() => runsInView.value.filter(filter.value))

const differing = computed(() =>
  differingColumns(filteredRuns.value, (optimizer, setting) => {
    const field = definitionOf('optimizers', optimizer)?.fields[setting]
    return { title: field?.label ?? setting, symbol: field?.symbol }
  }),
)
const allColumns = computed<readonly RunColumn[]>(() => [...columnsBefore, ...differing.value, ...columnsAfter])
/** Of the table beside the marks, in pixels. */
const tableWidth = ref(Number.POSITIVE_INFINITY)
const chosen = computed(() => allColumns.value.filter(isShown))
const nameWidth = computed(() => wantedNameWidth(filteredRuns.value))
const shownColumns = computed(() =>
  fittingColumns(chosen.value, {
    width: tableWidth.value,
    nameWidth: nameWidth.value,
    isKept: ({ id }) => id === sort.value?.column || chosenColumns.value[id] === true,
  }),
)
/** Chosen, and without room at this width. */
const columnsWithoutRoom = computed(() => chosen.value.filter((column) => !shownColumns.value.includes(column)))

const listedRuns = computed(() => {
  const by = sort.value
  const column = by === null ? undefined : allColumns.value.find((candidate) => candidate.id === by.column)
  if (by === null || column === undefined) return filteredRuns.value.toSorted((a, b) => b.id - a.id)
  return sortRuns(filteredRuns.value, column.sortValue, by.direction)
})

watchEffect(() => {
  listedIds.value = listedRuns.value.map((run) => run.id)
})

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
    listedRuns,
    allColumns,
    shownColumns,
    columnsWithoutRoom,
    tableWidth,
    isShown,
    toggleColumn,
  }
}
