/** Commands about the list of runs: select, delete, undo, the trash. */
import { always, type Command } from '../lab/command'
import { useChosenRuns } from './useChosenRuns'
import { useRunActions } from './useRunActions'
import { useRunList } from './useRunList'
import { useRuns } from './useRuns'

const { selectedRuns, selectMany } = useRuns()
const { listedIds, view } = useRunList()
const { chosenIds, isSavedView, hasChosen } = useChosenRuns()
const actions = useRunActions()

export const runListCommands: readonly Command[] = [
  {
    id: 'deleteRuns',
    title: 'Move to the trash',
    group: 'Runs',
    shortcut: 'Delete',
    isOfTable: true,
    enabled: hasChosen,
    run: () => void actions.trash(chosenIds.value),
  },
  {
    id: 'undo',
    title: 'Undo delete',
    group: 'Runs',
    shortcut: 'Ctrl+Z',
    enabled: actions.canUndoTrash,
    run: () => void actions.undoTrash(),
  },
  {
    id: 'restoreRuns',
    title: 'Restore from the trash',
    group: 'Runs',
    enabled: () => !isSavedView() && selectedRuns.value.length > 0,
    run: () => void actions.restore(chosenIds.value),
  },
  {
    id: 'purgeRuns',
    title: 'Delete for good…',
    group: 'Runs',
    enabled: () => !isSavedView() && selectedRuns.value.length > 0,
    run: () => void actions.purge(chosenIds.value),
  },
  {
    id: 'selectAll',
    title: 'Select all runs',
    group: 'Runs',
    shortcut: 'Ctrl+A',
    isOfTable: true,
    enabled: () => listedIds.value.length > 0,
    run: () => selectMany(listedIds.value),
  },
  {
    id: 'toggleTrash',
    title: 'Show or leave the trash',
    group: 'Runs',
    enabled: always,
    run: () => {
      selectMany([])
      view.value = isSavedView() ? 'trash' : 'saved'
    },
  },
]
