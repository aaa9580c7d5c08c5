/** Kernels with all that this process has for them. */
import type { Backend } from '../engine/kernels/backend'
import { createKernels } from '../engine/kernels/createKernels'
import type { Kernels } from '../engine/kernels/kernels'
import type { Precision } from '../engine/precision'
import type { KernelMemory } from '../engine/wasm/kernelMemory'
import { areLoadsChecked } from './areLoadsChecked'
import { nativeAddon } from './nativeAddon'

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
