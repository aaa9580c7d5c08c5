/** Main ↔ trainer: two closed unions, parsed on arrival on both sides. */

import { backendSchema } from './backend'
import { labErrorSchema } from './errors'
import { experimentSchema } from './experiment'
import { gradientCheckSchema, gradientProgressSchema } from './gradientCheck'
import { anyNumberSchema, cadencesSchema } from './run'
import { z } from './schema'
import { frameSchema } from './series'
import { shortfallSchema } from './shortfall'
import { checkpointSchema, snapshotArraySchema, snapshotSchema } from './snapshot'
import { threadsSchema } from './threads'

/** What a trainer can be asked for. */
export const taskSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('train'),
    experiment: experimentSchema,
    /** The one asked for; `prepared` says which it was. */
    backend: backendSchema,
    /** At most so many. `prepared` says how many they are. */
    threads: threadsSchema,
    /** Where to go on; from the beginning when left out. */
    checkpoint: checkpointSchema.optional(),
  }),
  /** A run again from its beginning, as far as it came. */
  z.strictObject({
    kind: z.literal('verify'),
    experiment: experimentSchema,
    backend: backendSchema,
    threads: threadsSchema,
    /** Ends as stopped once that many steps are made. */
    stopAfter: z.number().int().min(1),
  }),
  /** The experiment's gradients against central differences. */
  z.strictObject({ kind: z.literal('checkGradients'), experiment: experimentSchema }),
])
export type Task = Readonly<z.infer<typeof taskSchema>>

/** Whoever starts the jobs of a trainer numbers them; messages about another job than the current one are stale. */
const job = z.number().int().min(1)

export const toTrainerSchema = z.discriminatedUnion('type', [
  /** One at a time: the one before has ended. */
  z.strictObject({ type: z.literal('job'), job, task: taskSchema }),
  z.strictObject({ type: z.literal('pause'), job }),
  z.strictObject({ type: z.literal('continue'), job }),
  z.strictObject({ type: z.literal('stop'), job }),
  /** Another job wants the cores: further threads leave at the next step, and one goes on to the same bits. */
  z.strictObject({ type: z.literal('goAlone'), job }),
  /** Main has stored this many frames of the job in all; the trainer waits when too many are under way. */
  z.strictObject({ type: z.literal('stored'), job, frames: z.number().int() }),
])
export type ToTrainer = Readonly<z.infer<typeof toTrainerSchema>>

/** How a run ended, with what it ended on: the arrays are those after the last step made. */
export const outcomeSchema = z.strictObject({
  status: z.enum(['completed', 'stopped', 'diverged']),
  step: z.number().int(),
  elapsedMs: z.number(),
  trainingLoss: anyNumberSchema.nullable(),
  bestTrainingLoss: z.number().nullable(),
  validationLoss: anyNumberSchema.nullable(),
  validationAccuracy: anyNumberSchema.nullable(),
  testLoss: anyNumberSchema.nullable(),
  testAccuracy: anyNumberSchema.nullable(),
  parameterDigest: z.string(),
  /** The step after which one thread went on alone, as others kept it waiting or another run started; null where none left. */
  threadsLeftAt: z.number().int().nullable(),
  /** Parameters, each with its slots behind it, and running statistics. */
  result: z.array(snapshotArraySchema),
  divergence: labErrorSchema.nullable(),
  /** Of a stopped run that made a step: what it goes on from. */
  checkpoint: checkpointSchema.optional(),
})
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>

export const preparedSchema = z.strictObject({
  type: z.literal('prepared'),
  totalSteps: z.number().int(),
  stepsPerEpoch: z.number().int().nullable(),
  /** Steps from one row of the standard list's sparse diagnostics to the next. */
  recordEvery: z.number().int(),
  /** Steps from one evaluation to the next; null where there are no examples to evaluate on. */
  evaluateEvery: z.number().int().nullable(),
  /** Steps from one row to the next, of every diagnostic that is measured, by its kind. */
  cadences: cadencesSchema,
  engineVersion: z.string(),
  backend: z.string(),
  /** Why it is not the backend asked for; null where it is. */
  backendShortfall: shortfallSchema.nullable(),
  threads: threadsSchema,
  /** Why they are fewer than asked for; null where they are not. */
  threadsShortfall: shortfallSchema.nullable(),
  dataDigest: z.string().nullable(),
  parameters: z.array(z.strictObject({ name: z.string(), shape: z.array(z.number().int()) })),
  /** Why it cannot go on from the checkpoint that it was given; absent where it can, or begins from the beginning. */
  misfit: z.string().optional(),
})
export type Prepared = Readonly<z.infer<typeof preparedSchema>>

export const frameMessageSchema = z.strictObject({
  type: z.literal('frame'),
  frame: frameSchema,
  /** For the table while the run goes on. */
  trainingLoss: anyNumberSchema.nullable(),
  bestTrainingLoss: z.number().nullable(),
  validationLoss: anyNumberSchema.nullable(),
  validationAccuracy: anyNumberSchema.nullable(),
  /** What the run would go on from after the last row of this frame; now and then. */
  checkpoint: checkpointSchema.optional(),
  /** Moments since the last frame that the document asks to keep. */
  kept: z.array(snapshotSchema).optional(),
})
export type FrameMessage = Readonly<z.infer<typeof frameMessageSchema>>

export const fromTrainerSchema = z.discriminatedUnion('type', [
  /** The process is up and listens; said once. */
  z.strictObject({ type: z.literal('ready') }),
  preparedSchema.extend({ job }),
  frameMessageSchema.extend({ job }),
  /** True once a frame has brought a checkpoint of the last step made, if there was none of it yet. */
  z.strictObject({ type: z.literal('paused'), job, isPaused: z.boolean() }),
  /** How far a gradient check is. */
  z.strictObject({ type: z.literal('checking'), job, progress: gradientProgressSchema }),
  // The last word of a job is one of these; the trainer is free then.
  z.strictObject({ type: z.literal('finished'), job, outcome: outcomeSchema }),
  z.strictObject({ type: z.literal('checked'), job, check: gradientCheckSchema }),
  z.strictObject({ type: z.literal('failed'), job, error: labErrorSchema }),
])
export type FromTrainer = Readonly<z.infer<typeof fromTrainerSchema>>
/** A message about a job. */
export type JobMessage = Exclude<FromTrainer, { type: 'ready' }>
