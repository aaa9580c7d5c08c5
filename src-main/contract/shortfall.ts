/**
 * Why something else computes a run than what was asked for. No result depends on it, so it ends no run; but whoever
 * asked is told.
 */
import { assertNever } from './assertNever'
import { z } from './schema'

export const shortfallSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('float64') }),
  /** `reason` is part of a sentence */
  z.strictObject({ kind: z.literal('noNativeKernels'), reason: z.string() }),
  z.strictObject({ kind: z.literal('noNetwork'), problem: z.string() }),
  /** the kinds that threads cannot share, each once */
  z.strictObject({ kind: z.literal('wholeLayers'), layers: z.array(z.string()).min(1) }),
  /** kernels without a memory that threads share */
  z.strictObject({ kind: z.literal('ownMemory') }),
  z.strictObject({ kind: z.literal('smallSteps') }),
  z.strictObject({ kind: z.literal('notAlone') }),
])
export type Shortfall = Readonly<z.infer<typeof shortfallSchema>>

/** As a part of a sentence: "float64 is computed by TypeScript". */
export function shortfallReason(shortfall: Shortfall): string {
  switch (shortfall.kind) {
    case 'float64':
      return 'float64 is computed by TypeScript'
    case 'noNativeKernels':
      return `there are no native kernels here, ${shortfall.reason}`
    case 'noNetwork':
      return `problems of kind ${shortfall.problem} train on one thread`
    case 'wholeLayers':
      return `networks with ${shortfall.layers.join(', ')} train on one thread`
    case 'ownMemory':
      return 'TypeScript trains on one thread'
    case 'smallSteps':
      return 'its steps have too little work for more'
    case 'notAlone':
      return 'several runs train at once'
    default:
      return assertNever(shortfall)
  }
}
