/**
 * What a gradient check found: the analytic gradient of every parameter against central differences, in float64.
 *
 *   relative difference = ‖a − n‖ / (‖a‖ + ‖n‖) per parameter
 *
 * Verdicts: green below 1e-7, red above 1e-5 or where a number is not finite, amber between; amber also where the loss is
 * too large beside the gradient to tell, and where there is no derivative to compare with.
 * Source: Ng, deep learning course 2, week 1, "Gradient checking", whose bounds these are.
 */
import { anyNumberSchema } from './run'
import { z } from './schema'

export const greenBelow = 1e-7
export const redAbove = 1e-5

export const gradientVerdictSchema = z.enum(['green', 'amber', 'red'])
export type GradientVerdict = z.infer<typeof gradientVerdictSchema>

/** Why amber: the difference itself; rounding of the loss, which could hide one; no derivative at any element. */
export const gradientDoubtSchema = z.enum(['difference', 'rounding', 'kinks'])
export type GradientDoubt = z.infer<typeof gradientDoubtSchema>

const countSchema = z.number().int().min(0)

export const checkedParameterSchema = z.strictObject({
  name: z.string(),
  shape: z.array(countSchema).readonly(),
  /** Elements of the parameter, and how many of them were checked. */
  length: countSchema,
  checked: countSchema,
  /** Elements at a kink of the loss, whose difference is of one side. */
  oneSided: countSchema,
  /** Elements at a kink where there is no derivative: left out of every figure below. */
  atKink: countSchema,
  relativeDifference: anyNumberSchema,
  /** How large the relative difference of a right gradient can be, since the loss is rounded. */
  relativeUncertainty: anyNumberSchema,
  /** The relative difference beyond what each element is uncertain by; red is decided by it. */
  relativeExcess: anyNumberSchema,
  verdict: gradientVerdictSchema,
  /** Null where the verdict is not amber. */
  doubt: gradientDoubtSchema.nullable(),
  /** The elements furthest apart, the worst first. */
  worst: z
    .array(z.strictObject({ index: countSchema, analytic: anyNumberSchema, numeric: anyNumberSchema }).readonly())
    .readonly(),
})
export type CheckedParameter = Readonly<z.infer<typeof checkedParameterSchema>>

export const gradientCheckSchema = z.strictObject({
  /** Rows of the batch whose loss it was, null where there are no data. */
  rows: countSchema.nullable(),
  /** The precision of the document; the check is in float64 whatever it is. */
  trainsIn: z.enum(['float32', 'float64']),
  /** The loss whose gradient was checked. */
  loss: anyNumberSchema,
  /** In declaration order. */
  parameters: z.array(checkedParameterSchema.readonly()).readonly(),
  /** The worst of the parameters'. */
  verdict: gradientVerdictSchema,
})
export type GradientCheck = Readonly<z.infer<typeof gradientCheckSchema>>

/** What was computed: "in float64 on 8 rows of the first batch, where training is in float32". */
export function checkedOnText({ rows, trainsIn }: Pick<GradientCheck, 'rows' | 'trainsIn'>): string {
  const where = rows === null ? '' : ` on ${rows} ${rows === 1 ? 'row' : 'rows'} of the first batch`
  return `in float64${where}${trainsIn === 'float32' ? ', where training is in float32' : ''}`
}

/** How many elements are checked, of how many. */
export const gradientProgressSchema = z.strictObject({ checked: countSchema, total: countSchema })
export type GradientProgress = Readonly<z.infer<typeof gradientProgressSchema>>
