/** Why another backend computes a run than the one asked for; null where it is that one. */
import type { Backend } from '../contract/backend'
import type { Shortfall } from '../contract/shortfall'
import type { Precision } from '../engine/precision'
import type { FoundAddon } from './nativeAddon'

export function backendShortfall(asked: Backend, precision: Precision, found: FoundAddon): Shortfall | null {
  if (asked === 'typescript') return null
  if (precision === 'float64') return { kind: 'float64' }
  if (asked === 'wasm' || found.addon !== null) return null
  return { kind: 'noNativeKernels', reason: found.reason }
}
