/** Rules of the user's own: what is said of a text as it is typed, and what a new one starts from. */
import type { Definition } from './definition'
import { z } from './schema'

/** Far above the longest rule that is accepted, so that a longer one is refused with a sentence. */
export const longestRuleText = 100_000

/** What is wrong with the text, and where: line and column from 1, column and length in UTF-16 units. */
export const ruleTextProblemSchema = z.strictObject({
  line: z.number(),
  column: z.number(),
  length: z.number(),
  message: z.string(),
})
export type RuleTextProblem = Readonly<z.infer<typeof ruleTextProblemSchema>>

/** The optimizer that a text describes, or what is wrong with it. */
export const ruleCheckSchema = z.strictObject({
  definition: z.custom<Definition>().nullable(),
  problems: z.array(ruleTextProblemSchema),
})
export interface RuleCheck {
  readonly definition: Definition | null
  readonly problems: readonly RuleTextProblem[]
}

/** The lecture's RMSProp, as a user would write it. */
export const starterRule = `title My rule
param learningRate = 0.001 in (0, inf) log
param beta2 = 0.9 in [0, 1)
param epsilon = 1e-8 in (0, inf) log
slot s = 0 "s_dW"
s = beta2*s + (1 - beta2)*g^2
w = w - learningRate*g / (sqrt(s) + epsilon)
`

/** What a saved rule is called. */
export const ruleNameSchema = z.string().trim().min(1).max(80)

/** One version of a rule in a lab file. */
export const savedRuleSchema = z.strictObject({
  name: z.string(),
  version: z.number(),
  text: z.string(),
  createdAtMs: z.number(),
})
export type SavedRule = Readonly<z.infer<typeof savedRuleSchema>>
