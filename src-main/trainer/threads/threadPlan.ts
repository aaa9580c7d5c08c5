/** All that a thread needs to take its part in a run: data, and the memory it shares. */
import type { Backend } from '../../engine/kernels/backend'
import type { NetworkPlan } from '../../engine/network'
import type { RecordedArray } from '../../engine/threads/recordedArrays'
import type { Share } from '../../engine/threads/share'
import type { MemoryTract } from '../../engine/wasm/kernelMemory'
import type { SharedRule } from '../../rules/sharedRules'

export interface ThreadPlan {
  readonly backend: Backend
  readonly network: NetworkPlan
  /** those of the network, then the arena's values and gradients, then the gradients between layers */
  readonly arrays: readonly RecordedArray[]
  readonly rules: readonly SharedRule[]
  /** of the board, in the same memory */
  readonly boardStart: number
  /** for what the thread needs for itself */
  readonly tract: MemoryTract
  readonly share: Share
}
