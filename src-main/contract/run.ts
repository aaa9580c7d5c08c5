/**
 * A run as every process sees it: status, progress and results.
 *
 * What crosses is its record, which names its configuration; the configuration crosses once, however many runs have it.
 */
import { diagnosticSettingsSchema } from './diagnosticSettings'
import { labErrorSchema } from './errors'
import { configurationSchema, type Experiment, experimentOf } from './experiment'
import { configurationIdSchema, runIdSchema } from './identifiers'
import { z } from './schema'
import { shortfallSchema } from './shortfall'

export const runStatusSchema = z.enum([
  'queued',
  'running',
  'completed',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
])
export type RunStatus = z.infer<typeof runStatusSchema>

/** A number that may be NaN or ±Infinity: a diverged run keeps the loss it had. */
export const anyNumberSchema = z.custom<number>((value) => typeof value === 'number')

/** Steps from one row to the next, by the kind of the diagnostic. */
export const cadencesSchema = z.record(z.string(), z.number().int())
export type Cadences = Readonly<z.infer<typeof cadencesSchema>>

const timestampMsSchema = z.number().min(0)

export const runRecordSchema = z.strictObject({
  id: runIdSchema,
  /** The same in every lab file. */
  uid: z.string(),
  /** Runs that differ in seed only share it: they are a group. */
  configuration: configurationIdSchema,
  name: z.string(),
  seed: z.number(),
  diagnostics: diagnosticSettingsSchema,
  /** Trained in this file, taken from an archive, or read from the log of another tool. */
  origin: z.enum(['trained', 'archive', 'log']),
  /** Which archive or log; null for a run trained in this file. */
  source: z.string().nullable(),
  /** The run it was forked from and the step it started at; null for one that started afresh. */
  parentUid: z.string().nullable(),
  forkedAtStep: z.number().int().nullable(),
  status: runStatusSchema,
  /** Only while running: held by the user. */
  isPaused: z.boolean(),
  /** Index into the series colours (design tokens) and a dash, chosen once and kept everywhere. */
  colour: z.number().int().min(0),
  dash: z.number().int().min(0),
  /** Drawn on the charts. */
  isVisible: z.boolean(),
  tags: z.array(z.string()),
  note: z.string(),
  createdAtMs: timestampMsSchema,
  startedAtMs: timestampMsSchema.nullable(),
  finishedAtMs: timestampMsSchema.nullable(),
  /** Set while in the trash. */
  trashedAtMs: timestampMsSchema.nullable(),
  /** While queued: runs are started from the smallest to the largest. */
  queueOrder: z.number().nullable(),
  /** Training time, pauses left out. */
  elapsedMs: z.number().min(0),
  step: z.number().int().min(0),
  /** Where it would go on from; null where there is no checkpoint. */
  checkpointStep: z.number().int().nullable(),
  /** Null until the trainer has read the data. */
  totalSteps: z.number().int().nullable(),
  stepsPerEpoch: z.number().int().nullable(),
  /** Steps from one row of the standard list's sparse diagnostics to the next; null as for `threads`. */
  recordEvery: z.number().int().nullable(),
  /** Steps from one evaluation to the next; null also where there are no examples to evaluate on. */
  evaluateEvery: z.number().int().nullable(),
  /** Of every diagnostic that is measured; null as for `threads`. */
  cadences: cadencesSchema.nullable(),
  /** While running; null otherwise. */
  stepsPerSecond: z.number().nullable(),
  trainingLoss: anyNumberSchema.nullable(),
  /** The smallest finite training loss. */
  bestTrainingLoss: z.number().nullable(),
  validationLoss: anyNumberSchema.nullable(),
  validationAccuracy: anyNumberSchema.nullable(),
  testLoss: anyNumberSchema.nullable(),
  testAccuracy: anyNumberSchema.nullable(),
  parameterDigest: z.string().nullable(),
  engineVersion: z.string().nullable(),
  backend: z.string().nullable(),
  /** Why it is not the one asked for; null where it is, and until the run is ready. */
  backendShortfall: shortfallSchema.nullable(),
  /** Threads it was started with; null until the run is ready. */
  threads: z.number().int().nullable(),
  /** Why they were fewer than asked for; null where they were not, and until the run is ready. */
  threadsShortfall: shortfallSchema.nullable(),
  /** The step after which one of them went on alone; null where none left. */
  threadsLeftAt: z.number().int().nullable(),
  dataDigest: z.string().nullable(),
  /** Why the run is `diverged` or `failed`. */
  failure: labErrorSchema.nullable(),
})
export type RunRecord = Readonly<z.infer<typeof runRecordSchema>>

/** A run whole: its record and the document that repeats it. */
export type RunSummary = RunRecord & { readonly experiment: Experiment }

export const savedConfigurationSchema = z.strictObject({ id: configurationIdSchema, document: configurationSchema })
export type SavedConfiguration = Readonly<z.infer<typeof savedConfigurationSchema>>

/** Runs, and the configurations that have not yet been sent to the receiver. */
export const changedRunsSchema = z.strictObject({
  configurations: z.array(savedConfigurationSchema),
  runs: z.array(runRecordSchema),
})
export type ChangedRuns = Readonly<z.infer<typeof changedRunsSchema>>

/** Every run that can be read, and the damage of the others. */
export const runListSchema = changedRunsSchema.extend({ damaged: z.array(labErrorSchema) })
export type RunList = Readonly<z.infer<typeof runListSchema>>

/** The one place that puts a record and its configuration together. */
export function runSummary(record: RunRecord, { document }: SavedConfiguration): RunSummary {
  return { ...record, experiment: experimentOf(document, record) }
}

/** What a user may change of a saved run. */
export const runEditSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    note: z.string().max(100_000),
    tags: z.array(z.string().trim().min(1).max(60)).max(50),
    colour: z.number().int().min(0).max(63),
    dash: z.number().int().min(0).max(15),
    isVisible: z.boolean(),
  })
  .partial()
export type RunEdit = Readonly<z.infer<typeof runEditSchema>>

export function isFinished(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running'
}
