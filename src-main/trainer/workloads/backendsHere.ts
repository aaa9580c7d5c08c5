/** Which backends there are on this machine, and why one is not. */
import { type Backend, backends } from '../../engine/kernels/backend'
import { kernelsHere } from '../kernelsHere'
import { nativeAddon } from '../nativeAddon'

export interface BackendHere {
  readonly backend: Backend
  /** why it cannot be used, or null */
  readonly absent: string | null
}

export function backendsHere(): readonly BackendHere[] {
  return backends.map((backend) => ({ backend, absent: absence(backend) }))
}

function absence(backend: Backend): string | null {
  const found = nativeAddon()
  const { backend: given } = kernelsHere(backend, 'float32')
  if (given === backend) return null
  return found.addon === null ? `${given} stands in for it: ${found.reason}` : `${given} stands in for it`
}
