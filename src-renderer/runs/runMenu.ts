/** The context menu of the table: the same commands as everywhere, in the order of the hand. */
import type { MenuAction } from '../components/menuAction'
import { commandById } from '../lab/commands'
import { useChosenRuns } from './useChosenRuns'

const savedGroups = [
  ['openRun', 'toggleVisible', 'showOnly'],
  ['renameRun', 'editTags', 'editColour', 'duplicateRun'],
  ['explainRuns'],
  ['togglePause', 'stopRun', 'resumeRuns'],
  ['verifyRun', 'exportParameters', 'exportExperiment'],
  ['deleteRuns'],
]
const trashGroups = [['restoreRuns'], ['purgeRuns']]

export function runMenu(): readonly MenuAction[] {
  const groups = useChosenRuns().isSavedView() ? savedGroups : trashGroups
  return groups.flatMap((ids, group) =>
    ids.flatMap((id, index): readonly MenuAction[] => {
      const command = commandById(id)
      if (command === undefined) return []
      const { title, shortcut, enabled, run } = command
      return [{ id, title, shortcut, enabled: enabled(), run, startsGroup: group > 0 && index === 0 }]
    }),
  )
}
