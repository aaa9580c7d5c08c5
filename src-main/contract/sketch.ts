/**
 * A small picture beside the settings it follows from: a schedule's rate over the run, a problem's spectrum.
 *
 * Columns are of one length; `x` rises. `low` and `high` are the smallest and largest value of the stretch that a point
 * stands for, or the bounds of what is not known beforehand; the same where there is but one value.
 */
import { z } from './schema'

export const sketchSchema = z.strictObject({
  title: z.string(),
  xTitle: z.string(),
  yTitle: z.string(),
  style: z.enum(['line', 'points', 'range']),
  x: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
  /** What has to be known to read it; '' for nothing. */
  note: z.string(),
})
export type Sketch = Readonly<z.infer<typeof sketchSchema>>

/** What there is to draw of a document; null for a part without a picture, or one that cannot be drawn. */
export const sketchesSchema = z.strictObject({ problem: sketchSchema.nullable(), schedule: sketchSchema.nullable() })
export type Sketches = Readonly<z.infer<typeof sketchesSchema>>
