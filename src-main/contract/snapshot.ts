/**
 * Snapshots: arrays of a run at a step.
 *
 *   resume  all that a run needs, besides its experiment and its data, to go on from a step with the same bits: every
 *           array that one step leaves for the next, and what the loop remembers (`Checkpoint`)
 *   kept    parameters, slots and running statistics of a step that the document asked for (`diagnostics.keep`)
 *   result  the same of the last step, once the run has ended
 *
 * The order of batches is in none of them: it is a function of seed and step.
 */
import { anyNumberSchema } from './run'
import { z } from './schema'

export const snapshotPurposeSchema = z.enum(['resume', 'kept', 'result'])
export type SnapshotPurpose = z.infer<typeof snapshotPurposeSchema>

export const arrayKindSchema = z.enum([
  /** of one parameter, under its name */
  'parameter',
  /** of one parameter too, behind it; its name is `slotName` */
  'slot',
  /** running statistics of a layer */
  'layerTensor',
  /** one number that an optimizer keeps */
  'scalar',
  'optimizerTensor',
  /** the six numbers of `Generator.state` */
  'generator',
  'schedule',
  /** what a diagnostic remembers; its name begins with the diagnostic's id */
  'diagnostic',
])
export type ArrayKind = z.infer<typeof arrayKindSchema>

export const snapshotArraySchema = z.strictObject({
  kind: arrayKindSchema,
  name: z.string(),
  /** `values` row by row, `prod(shape)` long */
  shape: z.array(z.number().int()),
  values: z.union([z.instanceof(Float32Array<ArrayBufferLike>), z.instanceof(Float64Array<ArrayBufferLike>)]),
})
export type SnapshotArray = Readonly<z.infer<typeof snapshotArraySchema>>

export const snapshotSchema = z.strictObject({
  /** updates made */
  step: z.number().int().min(0),
  arrays: z.array(snapshotArraySchema),
})
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>

export const checkpointFormat = 1

/** What the loop remembers from one step to the next, besides the arrays. */
export const loopMemorySchema = z.strictObject({
  format: z.literal(checkpointFormat),
  elapsedMs: z.number().min(0),
  /** the loss of step 1, which divergence is measured by */
  firstLoss: anyNumberSchema,
  trainingLoss: anyNumberSchema,
  bestTrainingLoss: anyNumberSchema.nullable(),
  /** what the last evaluation gave; null where there was none */
  validationLoss: anyNumberSchema.nullable(),
  validationAccuracy: anyNumberSchema.nullable(),
})
export type LoopMemory = Readonly<z.infer<typeof loopMemorySchema>>

/** What a run goes on from. */
export const checkpointSchema = z.strictObject({ ...snapshotSchema.shape, ...loopMemorySchema.shape })
export type Checkpoint = Readonly<z.infer<typeof checkpointSchema>>

/** The kinds of a result, and of a moment that is kept. */
const ofResult: ReadonlySet<ArrayKind> = new Set(['parameter', 'slot', 'layerTensor'])

export function isOfResult({ kind }: Pick<SnapshotArray, 'kind'>): boolean {
  return ofResult.has(kind)
}

/** Names of slots have no blank. */
export function slotName(slot: string, parameter: string): string {
  return `${slot} ${parameter}`
}

type Reals = SnapshotArray['values']

/** `values` row by row, `prod(shape)` long. */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Reals
}

/** One parameter with its slots, each as long as its values. */
export interface ParameterTensor extends NamedTensor {
  readonly slots: Readonly<Record<string, Reals>>
}

/** A snapshot as it is exported: every parameter with its slots, and the running statistics of layers. */
export interface ExportedTensors {
  readonly parameters: readonly ParameterTensor[]
  readonly statistics: readonly NamedTensor[]
}

/** In the order of the arrays, which is that of declaration; other kinds are left out. */
export function exportedTensors(arrays: readonly SnapshotArray[]): ExportedTensors {
  const parameters: (NamedTensor & { readonly slots: Record<string, Reals> })[] = []
  const statistics: NamedTensor[] = []
  for (const { kind, name, shape, values } of arrays) {
    const owner = parameters.at(-1)
    if (kind === 'parameter') parameters.push({ name, shape, values, slots: {} })
    if (kind === 'slot' && owner !== undefined) owner.slots[name.slice(0, name.indexOf(' '))] = values
    if (kind === 'layerTensor') statistics.push({ name, shape, values })
  }
  return { parameters, statistics }
}
