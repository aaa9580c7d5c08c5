/** Series and frames: what is recorded while training, and what a chart asks for. */
import { runIdSchema } from './identifiers'
import { z } from './schema'

/** One column of one diagnostic; `parameter` is '' for what belongs to the whole run. */
export const seriesKeySchema = z.strictObject({ diagnostic: z.string(), column: z.string(), parameter: z.string() })
export type SeriesKey = Readonly<z.infer<typeof seriesKeySchema>>

export function seriesKeyText(key: SeriesKey): string {
  return key.parameter === '' ? `${key.diagnostic}.${key.column}` : `${key.diagnostic}.${key.column} ${key.parameter}`
}

const columnSchema = z.instanceof(Float64Array<ArrayBufferLike>)

/** Values recorded since the last frame; `steps[i]` is the step `values[i]` belongs to, rising strictly. */
export const seriesRowsSchema = z.strictObject({ key: seriesKeySchema, steps: columnSchema, values: columnSchema })
export type SeriesRows = Readonly<z.infer<typeof seriesRowsSchema>>

/** The unit that crosses from trainer to main and is committed in one transaction. */
export const frameSchema = z.strictObject({
  step: z.number().int().min(0),
  elapsedMs: z.number().min(0),
  stepsPerSecond: z.number().nullable(),
  rows: z.array(seriesRowsSchema),
})
export type Frame = Readonly<z.infer<typeof frameSchema>>

/** A window of a series for a chart: at most `buckets` columns of pixels, smoothed over the full series first. */
export const seriesRequestSchema = z.strictObject({
  run: runIdSchema,
  keys: z.array(seriesKeySchema).max(4096),
  fromStep: z.number().nullable(),
  toStep: z.number().nullable(),
  buckets: z.number().int().min(1).max(20_000),
  /** Weight of the past in a debiased exponential moving average; 0 = none. */
  smoothing: z.number().min(0).max(0.9999),
})
export type SeriesRequest = Readonly<z.infer<typeof seriesRequestSchema>>

/**
 * One series as a chart draws it: per bucket the step of its last point, the smallest and largest finite value, and
 * the last finite value. While nothing is decimated every bucket holds one point and the three are equal.
 */
export const seriesWindowSchema = z.strictObject({
  key: seriesKeySchema,
  steps: columnSchema,
  low: columnSchema,
  high: columnSchema,
  last: columnSchema,
  /** Points of the full series inside the window. */
  totalPoints: z.number().int(),
  isDecimated: z.boolean(),
  /** Steps of values that are NaN or ±Infinity (the first 1,000 of them), and how many there are. */
  nonFiniteSteps: columnSchema,
  nonFiniteCount: z.number().int(),
})
export type SeriesWindow = Readonly<z.infer<typeof seriesWindowSchema>>
