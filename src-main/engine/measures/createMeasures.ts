/** Measures for arrays of a backend's kernels: by WebAssembly where they lie in its memory. */
import type { Kernels } from '../kernels/kernels'
import { wasmMeasures } from '../wasm/wasmMeasures'
import type { Measures } from './measures'
import { typescriptMeasures } from './typescriptMeasures'

export function createMeasures({ memory }: Pick<Kernels, 'memory'>): Measures {
  return memory === undefined ? typescriptMeasures : wasmMeasures(memory)
}
