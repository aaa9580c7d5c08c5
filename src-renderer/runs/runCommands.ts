/** Commands about the chosen runs: look, name, mark, control, verify, export. */
import { isFinished } from '../../src-main/contract/run'
import type { Command } from '../lab/command'
import { useDialogs } from '../lab/useDialogs'
import { useLayout } from '../lab/useLayout'
import { useExplain } from '../train/explain/useExplain'
import { useDraft } from '../train/useDraft'
import { canResume } from './canResume'
import { useChosenRuns } from './useChosenRuns'
import { useRunActions } from './useRunActions'
import { useRunList } from './useRunList'
import { useRuns } from './useRuns'
import { canVerify } from './useVerification'

const { focusRun } = useRuns()
const { renamedId } = useRunList()
const { chosenRuns, chosenIds, onlyRun, hasChosen, hasOne } = useChosenRuns()
const actions = useRunActions()
const { open } = useDialogs()
const layout = useLayout()
const draft = useDraft()
const { explainRuns } = useExplain()

const running = () => chosenRuns.value.filter((run) => run.status === 'running')
const unfinished = () => chosenRuns.value.filter((run) => !isFinished(run.status))

function openRun(): void {
  const run = onlyRun.value
  if (run === undefined) return
  focusRun(run.id)
  draft.mode.value = 'run'
  layout.experimentFolded.value = false
}

function togglePause(): void {
  const isHolding = running().some((run) => !run.isPaused)
  for (const run of running()) {
    if (run.isPaused !== isHolding) void (isHolding ? actions.pause(run.id) : actions.goOn(run.id))
  }
}

export const runCommands: readonly Command[] = [
  {
    id: 'openRun',
    title: 'Open the run',
    group: 'Runs',
    shortcut: 'Enter',
    isOfTable: true,
    enabled: () => chosenRuns.value.length === 1,
    run: openRun,
  },
  {
    id: 'toggleVisible',
    title: 'Show or hide on the charts',
    group: 'Runs',
    shortcut: 'Space',
    isOfTable: true,
    enabled: hasChosen,
    run: () => void actions.toggleVisible(chosenRuns.value),
  },
  {
    id: 'showOnly',
    title: 'Show only these on the charts',
    group: 'Runs',
    shortcut: 'Shift+Space',
    isOfTable: true,
    enabled: hasChosen,
    run: () => void actions.showOnly(chosenIds.value),
  },
  {
    id: 'renameRun',
    title: 'Rename',
    group: 'Runs',
    shortcut: 'F2',
    isOfTable: true,
    enabled: hasOne,
    run: () => {
      renamedId.value = onlyRun.value?.id ?? null
    },
  },
  {
    id: 'editTags',
    title: 'Tags and note…',
    group: 'Runs',
    shortcut: 'T',
    isOfTable: true,
    enabled: hasChosen,
    run: () => open('tags', chosenIds.value),
  },
  {
    id: 'editColour',
    title: 'Colour and dash…',
    group: 'Runs',
    shortcut: 'C',
    isOfTable: true,
    enabled: hasChosen,
    run: () => open('colour', chosenIds.value),
  },
  {
    id: 'explainRuns',
    title: 'Explain the difference of two runs…',
    group: 'Runs',
    shortcut: 'X',
    isOfTable: true,
    enabled: () => hasChosen() && chosenRuns.value.length === 2,
    run: () => {
      const [left, right] = chosenRuns.value
      if (left !== undefined && right !== undefined) explainRuns(left, right)
    },
  },
  {
    id: 'togglePause',
    title: 'Pause or go on',
    group: 'Runs',
    shortcut: 'P',
    isOfTable: true,
    enabled: () => running().length > 0,
    run: togglePause,
  },
  {
    id: 'stopRun',
    title: 'Stop',
    group: 'Runs',
    shortcut: 'S',
    isOfTable: true,
    enabled: () => unfinished().length > 0,
    run: () => {
      for (const run of unfinished()) void actions.stop(run.id)
    },
  },
  {
    id: 'resumeRuns',
    title: 'Resume from the last checkpoint',
    group: 'Runs',
    shortcut: 'R',
    isOfTable: true,
    enabled: () => hasChosen() && chosenRuns.value.some(canResume),
    run: () => {
      for (const run of chosenRuns.value.filter(canResume)) void actions.resume(run.id)
    },
  },
  {
    id: 'verifyRun',
    title: 'Verify: train again and compare',
    group: 'Runs',
    enabled: () => hasOne() && onlyRun.value !== undefined && canVerify(onlyRun.value),
    run: () => {
      const run = onlyRun.value
      if (run !== undefined) void actions.verify(run)
    },
  },
  {
    id: 'exportParameters',
    title: 'Export parameters…',
    group: 'Runs',
    enabled: () => hasOne() && isFinished(onlyRun.value?.status ?? 'queued'),
    run: () => {
      const run = onlyRun.value
      if (run !== undefined) void actions.exportParameters(run.id)
    },
  },
  {
    id: 'exportExperiment',
    title: 'Export the experiment…',
    group: 'Runs',
    enabled: hasOne,
    run: () => {
      const run = onlyRun.value
      if (run !== undefined) void actions.exportExperiment(run.id)
    },
  },
]
