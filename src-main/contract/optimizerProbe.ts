/**
 * How far an optimizer goes: |ΔW| of one parameter of one element from W = 0, along a gradient that stays the same,
 * at the settings' own learning rate. Computed by the rule that trains.
 */
import { anyNumberSchema } from './run'
import { z } from './schema'

/** From one that is usual to one below every ε. */
export const probedGradients = [1, 1e-4, 1e-8] as const
/** The first step, and one by which every running mean has settled. */
export const probedSteps = [1, 1000] as const

export const optimizerProbeSchema = z.array(
  z.strictObject({ gradient: z.number(), step: z.number().int(), length: anyNumberSchema }),
)
export type OptimizerProbe = readonly Readonly<z.infer<typeof optimizerProbeSchema>[number]>[]
