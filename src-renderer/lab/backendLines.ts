/** The backends a run can be computed by: which is in use, which are there, and why one is not. */
import { type Backend, backendSchema } from '../../src-main/contract/backend'
import type { LabState } from '../../src-main/contract/lab'

export interface BackendLine {
  readonly backend: Backend
  readonly what: string
  /** 'in use', 'there', or 'absent: ' and why. */
  readonly state: string
  readonly isInUse: boolean
}

const what: Readonly<Record<Backend, string>> = {
  typescript: 'the readable reference that the others are held to, bit for bit',
  wasm: 'WebAssembly with SIMD',
  native: 'compiled for this machine’s processor',
}

/** The fastest first. */
export function backendLines({ backend: used, nativeAbsence }: LabState): readonly BackendLine[] {
  return [...backendSchema.options].reverse().map((backend) => {
    const isInUse = backend === used
    const isAbsent = backend === 'native' && nativeAbsence !== null
    const state = isAbsent ? `absent: ${nativeAbsence}` : isInUse ? 'in use' : 'there'
    return { backend, what: what[backend], state, isInUse }
  })
}
