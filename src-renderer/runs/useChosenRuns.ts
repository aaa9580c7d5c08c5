/** The runs a command is about: the selected ones, or else the one that the right panel shows. */
import { computed } from 'vue'
import { useRunList } from './useRunList'
import { useRuns } from './useRuns'

const { selectedRuns, focusedRun } = useRuns()
const { view } = useRunList()

const chosenRuns = computed(() => {
  if (selectedRuns.value.length > 0) return selectedRuns.value
  return focusedRun.value === null || focusedRun.value.trashedAtMs !== null ? [] : [focusedRun.value]
})
const chosenIds = computed(() => chosenRuns.value.map((run) => run.id))
const onlyRun = computed(() => (chosenRuns.value.length === 1 ? chosenRuns.value[0] : undefined))

export function useChosenRuns() {
  return {
    chosenRuns,
    chosenIds,
    onlyRun,
    isSavedView: (): boolean => view.value === 'saved',
    hasChosen: (): boolean => view.value === 'saved' && chosenRuns.value.length > 0,
    hasOne: (): boolean => view.value === 'saved' && chosenRuns.value.length === 1,
  }
}
