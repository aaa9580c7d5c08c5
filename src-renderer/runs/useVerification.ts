/** Verifying saved runs: training again from the stored document. One answer a run is kept, for as long as the window is. */
import { shallowRef } from 'vue'
import type { LabError } from '../../src-main/contract/errors'
import type { RunId } from '../../src-main/contract/identifiers'
import type { Verification } from '../../src-main/contract/lab'
import type { RunSummary } from '../../src-main/contract/run'
import { client } from '../lab/client'
import { formatCount } from '../lab/formatNumber'
import { durationLeftText } from './runProgress'

export type VerificationState =
  /** Step is 0 until the data are read and the first steps are done. */
  | { readonly kind: 'running'; readonly startedAtMs: number; readonly step: number; readonly totalSteps: number }
  | { readonly kind: 'answered'; readonly verification: Verification }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: LabError }

type Running = Extract<VerificationState, { kind: 'running' }>

const states = shallowRef<ReadonlyMap<RunId, VerificationState>>(new Map())
const ends = new Map<RunId, Promise<VerificationState>>()

function put<S extends VerificationState>(run: RunId, state: S): S {
  states.value = new Map(states.value).set(run, state)
  return state
}

async function train({ id: run, step: totalSteps }: RunSummary): Promise<VerificationState> {
  const begun = put(run, { kind: 'running', startedAtMs: performance.now(), step: 0, totalSteps })
  const stop = client.on('runs.verifying', (progress) => {
    if (progress.run === run) put(run, { ...begun, step: progress.step, totalSteps: progress.totalSteps })
  })
  const answer = await client.call('runs.verify', { run })
  stop()
  if (!answer.ok) return put(run, { kind: 'failed', error: answer.error })
  return put(run, answer.value === null ? { kind: 'cancelled' } : { kind: 'answered', verification: answer.value })
}

/** What came of it; a second wish while one is under way gets the same answer. */
function verify(run: RunSummary): Promise<VerificationState> {
  const known = ends.get(run.id)
  if (known !== undefined) return known
  const end = train(run).finally(() => ends.delete(run.id))
  ends.set(run.id, end)
  return end
}

/** Main ends its trainer, and `verify` answers `cancelled`. */
function cancel(run: RunId): void {
  void client.call('runs.cancelVerify', { run })
}

/** "Training it again: step 1,200 of 2,814 · 12 s left". */
export function verifyingText({ step, totalSteps, startedAtMs }: Running, nowMs = performance.now()): string {
  if (step === 0) return 'Training it again…'
  const leftMs = ((nowMs - startedAtMs) / step) * Math.max(0, totalSteps - step)
  const place = `step ${formatCount(step)} of ${formatCount(totalSteps)}`
  return `Training it again: ${place} · ${durationLeftText(leftMs)}`
}

/** Main verifies what ended on parameters that it kept. */
export function canVerify(run: RunSummary): boolean {
  return (run.status === 'completed' || run.status === 'stopped') && run.parameterDigest !== null && run.step > 0
}

export function useVerification() {
  return { verifications: states, verify, cancelVerification: cancel }
}
