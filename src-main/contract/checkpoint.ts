/**
 * All that a run needs, besides its experiment and its data, to go on from a step with the same bits: every array that
 * one step leaves for the next, by what it is and its name, and what the loop remembers.
 *
 * The order of batches is not among them: it is a function of seed and step.
 */
import { anyNumberSchema } from './run'
import { z } from './schema'

export const stateKindSchema = z.enum([
  /** of all parameters, one behind the other as the arena has them; as is each slot */
  'parameters',
  'slot',
  /** one number that an optimizer keeps */
  'scalar',
  'optimizerTensor',
  'layerTensor',
  /** the six numbers of `Generator.state` */
  'generator',
  'schedule',
  'diagnostic',
])
export type StateKind = z.infer<typeof stateKindSchema>

export const stateArraySchema = z.strictObject({
  kind: stateKindSchema,
  name: z.string(),
  values: z.union([z.instanceof(Float32Array<ArrayBufferLike>), z.instanceof(Float64Array<ArrayBufferLike>)]),
})
export type StateArray = Readonly<z.infer<typeof stateArraySchema>>

export const checkpointFormat = 1

export const checkpointSchema = z.strictObject({
  format: z.literal(checkpointFormat),
  /** updates made */
  step: z.number().int().min(1),
  elapsedMs: z.number().min(0),
  /** the loss of step 1, which divergence is measured by */
  firstLoss: anyNumberSchema,
  trainingLoss: anyNumberSchema,
  bestTrainingLoss: z.number().nullable(),
  /** what the last evaluation gave; null where there was none */
  validationLoss: anyNumberSchema.nullable(),
  validationAccuracy: anyNumberSchema.nullable(),
  arrays: z.array(stateArraySchema),
})
export type Checkpoint = Readonly<z.infer<typeof checkpointSchema>>
