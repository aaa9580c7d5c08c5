/** Kernels with all that this process has for them. */
import type { Backend } from '../engine/kernels/backend'
import { createKernels } from '../engine/kernels/createKernels'
import type { Kernels } from '../engine/kernels/kernels'
import type { Precision } from '../engine/precision'
import { KernelMemory } from '../engine/wasm/kernelMemory'
import { areLoadsChecked } from './areLoadsChecked'
import { nativeAddon } from './nativeAddon'

/** Of a run that has ended, for the next one: a memory of its own is some gigabytes of address space until it is collected. */
let spare: KernelMemory | null = null
/** What is larger is not held on to. */
const mostSpareBytes = 16_777_216

/** Kernels of one run; where they have a memory, `giveBackMemory` may end them. */
export function kernelsOfRun(backend: Backend, precision: Precision): Kernels {
  if (backend === 'typescript' || precision === 'float64') return kernelsHere(backend, precision)
  const memory = spare ?? new KernelMemory()
  spare = null
  return kernelsHere(backend, precision, memory)
}

/** The run has ended: no array, no kernel and no thread of it is used any more. */
export function giveBackMemory({ memory }: Pick<Kernels, 'memory'>): void {
  if (memory === undefined || memory.usedBytes > mostSpareBytes) return
  memory.clear()
  spare = memory
}

/**
 * @param memory - where they allocate; one of their own when left out
 * @throws RangeError if there is no memory for them
 */
export function kernelsHere(backend: Backend, precision: Precision, memory?: KernelMemory): Kernels {
  return createKernels(backend, precision, {
    addon: nativeAddon().addon,
    areLoadsChecked: areLoadsChecked(process.versions.electron, process.execArgv),
    ...(memory && { memory }),
  })
}
