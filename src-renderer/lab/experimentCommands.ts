/** Commands that make experiments: new, duplicated, imported, the lecture's. */
import { useChosenRuns } from '../runs/useChosenRuns'
import { useRunActions } from '../runs/useRunActions'
import { useExplain } from '../train/explain/useExplain'
import { useOptimizerPage } from '../train/optimizers/useOptimizerPage'
import { useDraft } from '../train/useDraft'
import { client } from './client'
import { always, type Command } from './command'
import { useDialogs } from './useDialogs'
import { useLayout } from './useLayout'
import { useToasts } from './useToasts'

const { onlyRun, hasOne } = useChosenRuns()
const actions = useRunActions()
const layout = useLayout()
const draft = useDraft()
const { explainDraft } = useExplain()
const { openOptimizer } = useOptimizerPage()
const { open } = useDialogs()
const { show, showError } = useToasts()

function showDraft(): void {
  layout.experimentFolded.value = false
}

/** The runs are what is looked at next, so the panel shows the one in focus even when a draft was open. */
async function startLecture(): Promise<void> {
  await actions.startLecture()
  draft.mode.value = 'run'
}

async function importExperiment(): Promise<void> {
  const answer = await client.call('experiments.import')
  if (!answer.ok) showError(answer.error)
  if (!answer.ok || answer.value === null) return
  draft.setText(answer.value.text)
  draft.mode.value = 'draft'
  if (draft.textProblem.value !== null) draft.view.value = 'json'
  showDraft()
  show(`Read ${answer.value.file}`)
}

export const experimentCommands: readonly Command[] = [
  {
    id: 'newExperiment',
    title: 'New experiment',
    group: 'Experiment',
    shortcut: 'Ctrl+N',
    enabled: always,
    run: () => {
      draft.newDraft()
      showDraft()
    },
  },
  {
    id: 'duplicateRun',
    title: 'Duplicate and change',
    group: 'Experiment',
    shortcut: 'Ctrl+D',
    enabled: hasOne,
    run: () => {
      const run = onlyRun.value
      if (run !== undefined) draft.duplicate(run)
      showDraft()
    },
  },
  {
    id: 'lecture',
    title: 'Start the lecture’s first experiment',
    group: 'Experiment',
    enabled: always,
    run: () => void startLecture(),
  },
  {
    id: 'importExperiment',
    title: 'Import an experiment…',
    group: 'Experiment',
    enabled: always,
    run: () => void importExperiment(),
  },
  {
    id: 'optimizers',
    title: 'Optimizers: equations, sources, what each was checked against…',
    group: 'Experiment',
    enabled: always,
    run: () => openOptimizer(),
  },
  {
    id: 'explainDifference',
    title: 'Explain the difference of two optimizers…',
    group: 'Experiment',
    enabled: always,
    run: explainDraft,
  },
  {
    id: 'checkGradients',
    title: 'Check the draft’s gradients…',
    group: 'Experiment',
    enabled: () => draft.hasDraft.value,
    run: () => open('gradients'),
  },
]
