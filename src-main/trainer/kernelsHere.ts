/** Kernels with all that this process has for them. */
import type { Backend } from '../engine/kernels/backend'
import { createKernels } from '../engine/kernels/createKernels'
import type { Kernels } from '../engine/kernels/kernels'
import type { Precision } from '../engine/precision'
import { KernelMemory } from '../engine/wasm/kernelMemory'
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

/** The first Electron whose utility processes have a trap handler. */
const firstWithTrapHandler = 41
const boundsCheckFlags = ['--wasm-enforce-bounds-checks', '--disable-wasm-trap-handler']

/**
 * Whether WebAssembly checks the bounds of every load by an instruction of its own in a process: where no trap handler
 * finds the bad ones. Being wrong about it costs speed, never a bit.
 *
 * Source: electron/electron#48983, trap handlers in all Node.js processes behind the fuse `WasmTrapHandlers`.
 *
 * @param electron - its version; undefined in Node
 * @param parameters - what the process was started with
 */
export function areLoadsChecked(electron: string | undefined, parameters: readonly string[]): boolean {
  const isOld = electron !== undefined && Number.parseInt(electron, 10) < firstWithTrapHandler
  return isOld || boundsCheckFlags.some((flag) => parameters.includes(flag))
}
