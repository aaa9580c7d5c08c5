/**
 * `--backend native` is a wish for native kernels: where this machine has none it is refused, instead of computing
 * otherwise. A document in float64 is none: TypeScript computes it whatever is asked for, and `shortfallRemark` says so.
 */
import { type Backend, backendSchema, defaultBackend } from '../contract/backend'
import { LabFailure } from '../contract/errors'
import type { FoundAddon } from '../trainer/nativeAddon'

/**
 * The backend to ask the trainer for.
 *
 * @param asked - undefined for the fastest there is
 * @throws LabFailure naming what there is
 */
export function requireBackend(asked: Backend | undefined, findAddon: () => FoundAddon): Backend {
  if (asked !== 'native') return asked ?? defaultBackend
  const found = findAddon()
  if (found.addon !== null) return asked
  const others = backendSchema.options.filter((backend) => backend !== 'native').join(', ')
  const what = `--backend native: there are no native kernels here, ${found.reason}; there is ${others}`
  throw new LabFailure({ kind: 'invalidInput', what, problems: [] })
}
