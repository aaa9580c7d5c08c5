/**
 * Preview of a user's dataset, before anything is trained on it: columns with their types and distributions, the first rows
 * as they stand in the file, and sentences that name its faults.
 *
 * Only the beginning of a large file is read; `isWhole` says whether that was all of it.
 */
import { z } from './schema'

const countSchema = z.number().int().min(0)

/** Distribution of a column: a typing error such as 1001 for 1.001 stands out. */
const distributionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numbers'),
    minimum: z.number(),
    mean: z.number(),
    maximum: z.number(),
    /** Of bins of one width from the minimum to the maximum; a bin a number where whole numbers are few. */
    counts: z.array(countSchema),
  }),
  z.strictObject({
    kind: z.literal('categories'),
    /** The most frequent first; of equally frequent ones in the order of their names. */
    shown: z.array(z.strictObject({ name: z.string(), count: countSchema })),
    /** Rows of all others. */
    otherCount: countSchema,
  }),
])
export type Distribution = Readonly<z.infer<typeof distributionSchema>>

const previewColumnSchema = z.strictObject({
  name: z.string(),
  role: z.enum(['input', 'target', 'ignored']),
  /** `unknown` where no value was seen, or the column is not used. */
  type: z.enum(['number', 'category', 'unknown']),
  /** Different values of a category; 0 otherwise. */
  categories: countSchema,
  missing: countSchema,
  /** Null where the column has no values. */
  distribution: distributionSchema.nullable(),
})
export type PreviewColumn = Readonly<z.infer<typeof previewColumnSchema>>

export const datasetPreviewSchema = z.strictObject({
  /** The first columns, and the target. */
  columns: z.array(previewColumnSchema),
  /** Columns there are besides those. */
  hiddenColumns: countSchema,
  /** One text a column. */
  rows: z.array(z.array(z.string())),
  /** Rows that were read and would be used. */
  rowCount: countSchema,
  isWhole: z.boolean(),
  /** Rows from the first on that the distributions are of. */
  measuredRows: countSchema,
  /** Null where it could not be told. */
  task: z.enum(['classification', 'regression']).nullable(),
  /** Numbers one example has for the network, categories encoded. */
  inputs: countSchema.nullable(),
  /** Outputs that the last layer needs: one a class, or one value. */
  outputs: countSchema.nullable(),
  /** The first names of the classes. */
  classes: z.array(z.string()),
  /** How the file was read: "comma, names in line 1". */
  facts: z.array(z.string()),
  problems: z.array(z.string()),
})
export type DatasetPreview = Readonly<z.infer<typeof datasetPreviewSchema>>
