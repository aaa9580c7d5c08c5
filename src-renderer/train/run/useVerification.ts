/** Verifying saved runs: training again from the stored document. One answer a run is kept, for as long as the window is. */
import { shallowRef } from 'vue'
import type { LabError } from '../../../src-main/contract/errors'
import type { RunId } from '../../../src-main/contract/identifiers'
import type { Verification } from '../../../src-main/contract/lab'
import { client } from '../../lab/client'

export type VerificationState =
  | { readonly kind: 'running' }
  | { readonly kind: 'answered'; readonly verification: Verification }
  | { readonly kind: 'failed'; readonly error: LabError }

const states = shallowRef<ReadonlyMap<RunId, VerificationState>>(new Map())

function put(run: RunId, state: VerificationState): void {
  states.value = new Map(states.value).set(run, state)
}

async function verify(run: RunId): Promise<void> {
  if (states.value.get(run)?.kind === 'running') return
  put(run, { kind: 'running' })
  const answer = await client.call('runs.verify', { run })
  put(run, answer.ok ? { kind: 'answered', verification: answer.value } : { kind: 'failed', error: answer.error })
}

export function useVerification() {
  return { verifications: states, verify }
}
