/** What training holds, measured in a process of its own that can collect its garbage on demand. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Backend } from '../src-main/engine/kernels/backend'

export interface MemoryResult {
  /** W3 through the trainer: memory of the kernels and growth of the heap, against parameters + slots + activations */
  readonly held: {
    readonly backend: Backend
    readonly heldBytes: number
    /** the examples, in the memory that kernels reach; not counted in heldBytes */
    readonly examplesBytes: number
    readonly neededBytes: number
    readonly ratio: number
  }
  /** W2 through the trainer with default diagnostics: the heap after collection, at two steps far apart */
  readonly steps: {
    readonly from: number
    readonly to: number
    readonly heapBytesBefore: number
    readonly heapBytesAfter: number
  }
}

interface MemoryRequest {
  readonly built: string
  say(text: string): void
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`

export async function measureMemory({ built, say }: MemoryRequest): Promise<MemoryResult> {
  const output = execFileSync(process.execPath, ['--expose-gc', join(built, 'memory.js')], { encoding: 'utf8' })
  const result: MemoryResult = JSON.parse(output)
  const { held, steps } = result
  say(
    [
      `\ntraining W3 holds ${mebibytes(held.heldBytes)}, ${held.ratio.toFixed(2)} × parameters + slots + activations (${mebibytes(held.neededBytes)}), and ${mebibytes(held.examplesBytes)} of examples`,
      `heap at step ${steps.from}: ${mebibytes(steps.heapBytesBefore)}, at step ${steps.to}: ${mebibytes(steps.heapBytesAfter)}`,
    ].join('\n'),
  )
  return result
}
