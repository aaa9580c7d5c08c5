/** The lab file and the trainers as the window shows them. */
import { labErrorSchema, sentence } from './errors'
import { z } from './schema'
import { threadsSchema } from './threads'

/** Why frames wait in memory and trainers are paused, and since when. */
export const heldSchema = z.strictObject({ error: labErrorSchema, sinceMs: z.number() })
export type Held = Readonly<z.infer<typeof heldSchema>>

/** The sentence shown while training is held. */
export function heldText({ error, sinceMs }: Held): string {
  const since = new Date(sinceMs).toTimeString().slice(0, 8)
  return error.kind === 'labFileLocked'
    ? `waiting for another program to release the lab file ${error.file} since ${since}; training is held`
    : `${sentence(error)}; training is held since ${since}`
}

export const labStateSchema = z.strictObject({
  /** Full path of the lab file. */
  file: z.string(),
  sizeBytes: z.number(),
  /** Null when the file is open; otherwise why it is not, and no run can be started. */
  error: labErrorSchema.nullable(),
  /** Why nothing can be stored for now, and runs are held; null while everything is. */
  held: heldSchema.nullable(),
  /** The file that lost runs were saved to automatically when their lab file was closed; null when none was. */
  rescued: z.string().nullable(),
  /** Runs trained at once. */
  concurrency: z.number().int().min(1),
  /** Threads of a run that trains by itself. */
  threads: threadsSchema,
  cores: z.number().int().min(1),
  /** What computes a run unless it is asked for another one. */
  backend: z.string(),
  /** Why there are no native kernels, as part of a sentence; null where there are. */
  nativeAbsence: z.string().nullable(),
  appVersion: z.string(),
  runtime: z.string(),
})
export type LabState = Readonly<z.infer<typeof labStateSchema>>

/** A stored part of a run that differs when the run is trained again. */
export const differenceSchema = z.strictObject({
  part: z.enum(['results', 'result', 'kept', 'checkpoint', 'series']),
  /** of a result such as `trainingLoss`, of an array such as `parameter h.W`, or of a series */
  name: z.string(),
  /** where, what was stored and what came out */
  detail: z.string(),
})
export type Difference = Readonly<z.infer<typeof differenceSchema>>

export const verificationSchema = z.strictObject({
  /** Whether the digest and all that is stored came out again, but for times. */
  matches: z.boolean(),
  expected: z.string(),
  actual: z.string(),
  /** What differs besides the digest: engine version, data digest. Empty when nothing does. */
  remarks: z.array(z.string()),
  /** Whether it trained on other data than the run did, though they may lead to the same digest. Null without data. */
  dataChanged: z.boolean().nullable(),
  /** Differences from the stored run, the first of each array or series. */
  differences: z.array(differenceSchema),
})
export type Verification = Readonly<z.infer<typeof verificationSchema>>
