/** Series and frames: what is recorded while training, and what a chart asks for. */
import { configurationIdSchema, runIdSchema } from './identifiers'
import { z } from './schema'

/** One diagnostic of one parameter: the unit that is stored. `parameter` is '' for what belongs to the whole run. */
export const seriesKeySchema = z.strictObject({ diagnostic: z.string(), parameter: z.string() })
export type SeriesKey = Readonly<z.infer<typeof seriesKeySchema>>

/** One column of a series: a line of a chart, a column of a table. */
export const columnKeySchema = z.strictObject({ diagnostic: z.string(), parameter: z.string(), column: z.string() })
export type ColumnKey = Readonly<z.infer<typeof columnKeySchema>>

/** More columns than this a diagnostic has no use for, and a frame no room. */
const mostColumns = 1024

/**
 * What a row of a series holds: a number for each named column, or the counts of a histogram.
 *
 * A row of a histogram with edges e₀ < e₁ < … < eₙ has n + 2 counts: zeros, one for each bin, and values that are not
 * finite. A bin takes its lower edge and not its upper one; what lies below e₀ is in the first bin, above eₙ in the last.
 */
export const seriesShapeSchema = z.union([
  z.strictObject({ columns: z.array(z.string().min(1)).min(1).max(mostColumns).readonly() }),
  z.strictObject({
    histogram: z
      .array(z.number())
      .min(2)
      .max(mostColumns - 1)
      .readonly(),
  }),
])
export type SeriesShape = Readonly<z.infer<typeof seriesShapeSchema>>

/** The names of a shape's columns, in the order a row has them. */
export function columnNames(shape: SeriesShape): readonly string[] {
  if ('columns' in shape) return shape.columns
  const bins = shape.histogram.slice(1).map((upper, index) => `[${shape.histogram[index]}, ${upper})`)
  return ['zeros', ...bins, 'notFinite']
}

/** How many numbers a row of this shape has. */
export function widthOf(shape: SeriesShape): number {
  return 'columns' in shape ? shape.columns.length : shape.histogram.length + 1
}

export function seriesKeyText({ diagnostic, parameter }: SeriesKey): string {
  return parameter === '' ? diagnostic : `${diagnostic} ${parameter}`
}

export function columnKeyText({ diagnostic, column, parameter }: ColumnKey): string {
  return parameter === '' ? `${diagnostic}.${column}` : `${diagnostic}.${column} ${parameter}`
}

/** A series that a run has rows of. */
export const recordedSeriesSchema = z.strictObject({ key: seriesKeySchema, shape: seriesShapeSchema })
export type RecordedSeries = Readonly<z.infer<typeof recordedSeriesSchema>>

/** Its columns, in the order a row has them. */
export function columnKeys({ key, shape }: RecordedSeries): ColumnKey[] {
  return columnNames(shape).map((column) => ({ ...key, column }))
}

/** The one diagnostic whose values a clock decides; all others are functions of the experiment. */
export const clockDiagnostic = 'elapsed'

const numbersSchema = z.instanceof(Float64Array<ArrayBufferLike>)

/**
 * Rows recorded since the last frame: `steps[i]` is the step that row i belongs to, rising strictly; `values` has the
 * columns one behind the other, each as long as `steps`.
 */
export const seriesRowsSchema = z.strictObject({
  key: seriesKeySchema,
  shape: seriesShapeSchema,
  steps: numbersSchema,
  values: numbersSchema,
})
export type SeriesRows = Readonly<z.infer<typeof seriesRowsSchema>>

/** Index of the first step that is not below `step`; `steps` rise. */
export function firstAtOrAfter(steps: Float64Array, step: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (steps[middle]! < step) low = middle + 1
    else high = middle
  }
  return low
}

/** The unit that crosses from trainer to main and is committed in one transaction. */
export const frameSchema = z.strictObject({
  step: z.number().int().min(0),
  elapsedMs: z.number().min(0),
  stepsPerSecond: z.number().nullable(),
  rows: z.array(seriesRowsSchema),
})
export type Frame = Readonly<z.infer<typeof frameSchema>>

/** How far a series reaches now. */
export const seriesGrowthSchema = z.strictObject({ key: seriesKeySchema, step: z.number() })
export type SeriesGrowth = Readonly<z.infer<typeof seriesGrowthSchema>>

/** Which series a frame has rows of, and up to which step. */
export function growthOf({ rows }: Frame): SeriesGrowth[] {
  return rows.flatMap(({ key, steps }) => (steps.length === 0 ? [] : [{ key, step: steps.at(-1)! }]))
}

/** A window of some columns for a chart: at most `buckets` columns of pixels, smoothed over the full series first. */
export const seriesRequestSchema = z.strictObject({
  run: runIdSchema,
  keys: z.array(columnKeySchema).max(4096),
  fromStep: z.number().nullable(),
  toStep: z.number().nullable(),
  buckets: z.number().int().min(1).max(20_000),
  /** Weight of the past in a debiased exponential moving average; 0 = none. */
  smoothing: z.number().min(0).max(0.9999),
})
export type SeriesRequest = Readonly<z.infer<typeof seriesRequestSchema>>

/**
 * One column as a chart draws it: per bucket the step of its last point, the smallest and largest finite value, and
 * the last finite value. While nothing is decimated every bucket holds one point and the three are equal.
 */
export const seriesWindowSchema = z.strictObject({
  key: columnKeySchema,
  steps: numbersSchema,
  low: numbersSchema,
  high: numbersSchema,
  last: numbersSchema,
  /** Points of the full series inside the window. */
  totalPoints: z.number().int(),
  isDecimated: z.boolean(),
  /** Steps of values that are NaN or ±Infinity (the first 1,000 of them), and how many there are. */
  nonFiniteSteps: numbersSchema,
  nonFiniteCount: z.number().int(),
})
export type SeriesWindow = Readonly<z.infer<typeof seriesWindowSchema>>

const runsSchema = z.array(runIdSchema).min(1).max(10_000)

/** A column of several runs. @see SeriesFacts */
export const factsRequestSchema = z.strictObject({
  runs: runsSchema,
  key: columnKeySchema,
  /** For `firstBelow`; null = the lowest round number that every run has been below. */
  level: z.number().nullable(),
})
export type FactsRequest = Readonly<z.infer<typeof factsRequestSchema>>

const placeSchema = z.strictObject({ step: z.number(), value: z.number() })

export const columnFactsSchema = z.strictObject({
  run: runIdSchema,
  rowCount: z.number().int(),
  /** Values that are NaN or ±Infinity; the other facts leave them out. */
  notFinite: z.number().int(),
  first: placeSchema.nullable(),
  last: placeSchema.nullable(),
  /** Of equal values the first one. */
  lowest: placeSchema.nullable(),
  highest: placeSchema.nullable(),
  /** The first step with a value below the level. */
  firstBelow: z.number().nullable(),
  /** The band that the second half of a run stays in; a limit cycle where its loss has no noise and α is constant. */
  settled: z.strictObject({ sinceStep: z.number(), low: z.number(), high: z.number() }).nullable(),
})
export type ColumnFacts = Readonly<z.infer<typeof columnFactsSchema>>

/** Exact, from every stored row: the same at any zoom, width and smoothing. */
export const seriesFactsSchema = z.strictObject({
  /** What `firstBelow` is about; null where the runs have no level in common. */
  level: z.number().nullable(),
  /** In the order asked for. */
  runs: z.array(columnFactsSchema),
})
export type SeriesFacts = Readonly<z.infer<typeof seriesFactsSchema>>

/** One line for several runs. @see SeriesBand */
export const bandRequestSchema = z.strictObject({
  runs: runsSchema,
  key: columnKeySchema,
  fromStep: z.number().nullable(),
  toStep: z.number().nullable(),
  /** About so many points; up to eight times as many are given. */
  points: z.number().int().min(1).max(20_000),
})
export type BandRequest = Readonly<z.infer<typeof bandRequestSchema>>

export const seriesBandSchema = z.strictObject({
  /** Runs that have the column. */
  runCount: z.number().int(),
  /** Rows of a run that a point is the mean of. */
  rowsPerPoint: z.number().int(),
  steps: numbersSchema,
  /** Runs with a finite value at each step. */
  n: numbersSchema,
  mean: numbersSchema,
  median: numbersSchema,
  /** Of a sample, n − 1; NaN of a single run. */
  standardDeviation: numbersSchema,
  low: numbersSchema,
  high: numbersSchema,
  /** Student's t, 95 %; NaN of a single run. */
  intervalLow: numbersSchema,
  intervalHigh: numbersSchema,
})
export type SeriesBand = Readonly<z.infer<typeof seriesBandSchema>>

/** One number of a run: a result, or one of a column. */
export const metricSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('result'),
    of: z.enum([
      'trainingLoss',
      'bestTrainingLoss',
      'validationLoss',
      'validationAccuracy',
      'testLoss',
      'testAccuracy',
      'elapsedMs',
      'step',
    ]),
  }),
  z.strictObject({
    kind: z.literal('series'),
    key: columnKeySchema,
    /** `atStep`: the value of the last row up to that step. */
    statistic: z.union([z.enum(['first', 'last', 'lowest', 'highest']), z.strictObject({ atStep: z.number().min(0) })]),
  }),
])
export type Metric = Readonly<z.infer<typeof metricSchema>>

export const groupsRequestSchema = z.strictObject({
  /** Null = every configuration that has runs outside the trash. */
  configurations: z.array(configurationIdSchema).max(10_000).nullable(),
  metric: metricSchema,
})
export type GroupsRequest = Readonly<z.infer<typeof groupsRequestSchema>>

/** The runs of one configuration, the trash left out, and a metric over them. */
export const groupSchema = z.strictObject({
  configuration: configurationIdSchema,
  /** Every run; null where it has no such number. */
  runs: z.array(z.strictObject({ run: runIdSchema, value: z.number().nullable() })),
  /** Runs that diverged: they are counted here, and not in `n`. */
  diverged: z.number().int(),
  /** Runs with a finite value that did not diverge; the figures are of these, and null where there are too few. */
  n: z.number().int(),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  /** Of a sample, n − 1. */
  standardDeviation: z.number().nullable(),
  /** Student's t, 95 %. */
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
})
export type Group = Readonly<z.infer<typeof groupSchema>>
