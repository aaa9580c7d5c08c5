/**
 * Text → tree, by recursive descent over the grammar of `docs/rules.md`, one equation a line.
 *
 * A problem ends its line, not the text: every line with a mistake gets one problem, at the first token that
 * cannot go on, saying what was expected there. Length and nesting are bounded, so hostile text costs little.
 */
import { parseEquation } from './parseEquation'
import type { RuleProblem } from './ruleProblem'
import { problemAt } from './ruleProblem'
import type { RuleAssignment, RuleTree } from './ruleTree'
import { tokenizeRule } from './tokenizeRule'

export type RuleResult =
  | { readonly ok: true; readonly rule: RuleTree }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] }

/** Ten times the longest rule of the literature, and still parsed in about a millisecond. */
export const longestRule = 20_000
const longestLine = 1_000

/** Never throws: whatever the text, the answer is a tree with at least one assignment, or at least one problem. */
export function parseRule(text: string): RuleResult {
  if (text.length > longestRule) {
    return refuse(`the rule has ${text.length} characters; at most ${longestRule} are allowed`)
  }
  const assignments: RuleAssignment[] = []
  const problems: RuleProblem[] = []
  text.split('\n').forEach((lineText, index) => {
    const parsed = parseLine(lineText, index + 1)
    if (parsed === undefined) return
    if ('message' in parsed) problems.push(parsed)
    else assignments.push(parsed)
  })
  if (problems.length > 0) return { ok: false, problems }
  if (assignments.length === 0) return refuse('expected an equation such as "w = w - learningRate*g", found nothing')
  return { ok: true, rule: { assignments } }
}

function refuse(message: string): RuleResult {
  return { ok: false, problems: [problemAt({ line: 1, column: 1, length: 1 }, message)] }
}

function parseLine(text: string, line: number): RuleAssignment | RuleProblem | undefined {
  if (text.length > longestLine) {
    const message = `the line has ${text.length} characters; at most ${longestLine} are allowed: name a part of it on a line before`
    return problemAt({ line, column: 1, length: text.length }, message)
  }
  const { tokens, problem } = tokenizeRule(text, line)
  const words = tokens.filter((token) => token.kind !== 'comment')
  if (words.length === 1 && problem === undefined) return undefined
  return parseEquation(words, problem)
}
