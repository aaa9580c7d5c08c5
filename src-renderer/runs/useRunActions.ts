/** What can be done to runs: each asks main, and says in a toast what came of it. The lists follow by main's events. */
import type { RunId } from '../../src-main/contract/identifiers'
import { lecture } from '../../src-main/contract/presets'
import type { Result } from '../../src-main/contract/result'
import type { RunEdit, RunSummary } from '../../src-main/contract/run'
import { client } from '../lab/client'
import { useDialogs } from '../lab/useDialogs'
import { useToasts } from '../lab/useToasts'
import { useRuns } from './useRuns'
import { useVerification } from './useVerification'

const { show, showError, dismiss } = useToasts()
const { ask } = useDialogs()
const { runOf, allRuns, titleOf, selectMany, focusRun } = useRuns()
const { verify: train, cancelVerification } = useVerification()

interface Deletion {
  readonly ids: readonly RunId[]
  readonly toast: number
}

/** What can still be taken back, newest last. */
const deletions: Deletion[] = []

/** The value, or undefined after the error was shown. */
async function told<T>(call: Promise<Result<T>>): Promise<T | undefined> {
  const answer = await call
  if (answer.ok) return answer.value
  showError(answer.error)
  return undefined
}

function runsText(ids: readonly RunId[]): string {
  const run = ids.length === 1 ? runOf(ids[0]!) : undefined
  return run === undefined ? `${ids.length} runs` : `“${titleOf(run)}”`
}

async function edit(ids: readonly RunId[], change: RunEdit): Promise<boolean> {
  if (ids.length === 0) return false
  const answer = await client.call('runs.edit', { runs: [...ids], edit: change })
  if (!answer.ok) showError(answer.error)
  return answer.ok
}

/** Hides the runs when all of them are shown, and shows them otherwise. */
async function toggleVisible(chosen: readonly RunSummary[]): Promise<void> {
  const isVisible = !chosen.every((run) => run.isVisible)
  await edit(
    chosen.filter((run) => run.isVisible !== isVisible).map((run) => run.id),
    { isVisible },
  )
}

/** Hides every other run and shows these. */
async function showOnly(ids: readonly RunId[]): Promise<void> {
  const others = [...allRuns()].filter((run) => run.isVisible && !ids.includes(run.id))
  await edit(
    others.map((run) => run.id),
    { isVisible: false },
  )
  await edit(ids, { isVisible: true })
}

async function trash(ids: readonly RunId[]): Promise<void> {
  if (ids.length === 0) return
  const text = runsText(ids)
  const answer = await client.call('runs.trash', { runs: [...ids] })
  if (!answer.ok) {
    showError(answer.error)
    return
  }
  const undo = { label: 'Undo', run: () => void undoTrash(deletion) }
  const deletion: Deletion = { ids, toast: show(`Moved ${text} to the trash`, { action: undo }) }
  deletions.push(deletion)
}

/** Takes back one deletion, or the last one; runs deleted for good since then stay away. */
async function undoTrash(deletion: Deletion | undefined = deletions.at(-1)): Promise<void> {
  if (deletion === undefined) return
  deletions.splice(deletions.indexOf(deletion), 1)
  dismiss(deletion.toast)
  await restore(deletion.ids.filter((id) => typeof runOf(id)?.trashedAtMs === 'number'))
}

async function restore(ids: readonly RunId[]): Promise<void> {
  if (ids.length > 0) await told(client.call('runs.restore', { runs: [...ids] }))
}

async function purge(ids: readonly RunId[]): Promise<void> {
  if (ids.length === 0) return
  const isSure = await ask({
    title: 'Delete for good?',
    text: `${runsText(ids)} and everything recorded of ${ids.length === 1 ? 'it' : 'them'} will be removed from the lab file. This cannot be undone.`,
    action: ids.length === 1 ? 'Delete for good' : `Delete ${ids.length} runs for good`,
  })
  if (isSure) await told(client.call('runs.purge', { runs: [...ids] }))
}

async function verify(run: RunSummary): Promise<void> {
  const cancel = { label: 'Cancel', run: () => cancelVerification(run.id) }
  const told = show(`Verifying ${runsText([run.id])}: training it again`, { action: cancel })
  const end = await train(run)
  dismiss(told)
  if (end.kind === 'failed') showError(end.error)
  if (end.kind !== 'answered') return
  const { matches, expected, actual, remarks } = end.verification
  const also = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
  if (matches) show(`Verified: ${runsText([run.id])} ends on the same parameters, bit for bit${also}`, { tone: 'ok' })
  else show(`${runsText([run.id])} differs: expected ${expected}, got ${actual}${also}`, { tone: 'bad' })
}

async function saved(call: Promise<Result<string | null>>): Promise<void> {
  const file = await told(call)
  if (typeof file === 'string') show(`Saved ${file}`, { tone: 'ok' })
}

/** Queues the lecture's four runs, and puts the eye on them. */
async function startLecture(): Promise<void> {
  const ids = await told(client.call('runs.start', { documents: [...lecture.documents] }))
  if (ids === undefined) return
  selectMany(ids)
  const rmsprop = lecture.documents.findIndex((document) => document.optimizer?.kind === 'rmsprop')
  focusRun(ids[rmsprop] ?? ids[0] ?? null)
}

export function useRunActions() {
  return {
    edit,
    toggleVisible,
    showOnly,
    trash,
    undoTrash,
    canUndoTrash: () => deletions.length > 0,
    restore,
    purge,
    verify,
    startLecture,
    pause: (id: RunId) => told(client.call('runs.pause', { run: id })),
    goOn: (id: RunId) => told(client.call('runs.continue', { run: id })),
    stop: (id: RunId) => told(client.call('runs.stop', { run: id })),
    resume: (id: RunId) => told(client.call('runs.resume', { run: id })),
    moveInQueue: (id: RunId, position: number) => told(client.call('runs.moveInQueue', { run: id, position })),
    exportParameters: (id: RunId) => saved(client.call('export.parameters', { run: id, format: 'json' })),
    exportExperiment: (id: RunId) => saved(client.call('export.experiment', { run: id })),
  }
}
