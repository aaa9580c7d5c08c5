/**
 * The text of a user's own rule: declarations and equations, in any order of lines, checked as a whole.
 *
 *     title My RMSProp
 *     param learningRate = 0.001 in (0, inf) log
 *     slot s = 0 "s_dW"
 *     s = 0.9*s + 0.1*g^2
 *     w = w - learningRate*g / sqrt(s)
 */
import { checkRule } from './checkRule'
import { isDeclaration, parseDeclaration } from './parseDeclaration'
import { longestRule, parseRule } from './parseRule'
import type { DeclaredParameter, DeclaredScalar, DeclaredSlot, RuleDeclaration } from './ruleDeclaration'
import type { RuleProblem, Span } from './ruleProblem'
import { problemAt } from './ruleProblem'
import type { RuleTree } from './ruleTree'
import { visitNames } from './ruleTree'

export type RuleTextResult =
  | { readonly ok: true; readonly declaration: RuleDeclaration }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] }

/** Never throws. A declaration that comes back has passed `checkRule`, and uses every hyperparameter it declares. */
export function parseRuleText(text: string): RuleTextResult {
  if (text.length > longestRule) return { ok: false, problems: problemsOf(parseRule(text)) }
  const titles: string[] = []
  const parameters: DeclaredParameter[] = []
  const slots: DeclaredSlot[] = []
  const scalars: DeclaredScalar[] = []
  const problems: RuleProblem[] = []
  const equations = text.split('\n').map((lineText, index) => {
    if (!isDeclaration(lineText)) return lineText
    const parsed = parseDeclaration(lineText.replace(/\r$/, ''), index + 1)
    if (parsed.kind === 'problem') problems.push(parsed.problem)
    else if (parsed.kind === 'parameter') parameters.push(parsed.parameter)
    else if (parsed.kind === 'slot') slots.push(parsed.slot)
    else if (parsed.kind === 'scalar') scalars.push(parsed.scalar)
    else if (titles.push(parsed.title) > 1) {
      problems.push(problemAt({ line: index + 1, column: 1, length: lineText.length }, 'the rule has a title already'))
    }
    return ''
  })
  const title = titles[0]
  if (title === undefined && !problems.some((problem) => problem.message.includes('title'))) {
    problems.push(problemAt(beginning, 'the rule has no title; add a line "title …"'))
  }
  problems.push(...repeated([...parameters, ...slots, ...scalars]))
  const result = parseRule(equations.join('\n'))
  if (!result.ok) return { ok: false, problems: inOrder([...problems, ...result.problems]) }
  if (problems.length === 0) problems.push(...checkAll(result.rule, parameters, slots, scalars))
  if (problems.length > 0 || title === undefined) return { ok: false, problems: inOrder(problems) }
  return { ok: true, declaration: { title, parameters, slots, scalars, rule: result.rule } }
}

const beginning: Span = { line: 1, column: 1, length: 0 }

function problemsOf(result: ReturnType<typeof parseRule>): readonly RuleProblem[] {
  return result.ok ? [] : result.problems
}

function checkAll(
  rule: RuleTree,
  parameters: readonly DeclaredParameter[],
  slots: readonly DeclaredSlot[],
  scalars: readonly DeclaredScalar[],
): readonly RuleProblem[] {
  const read = new Set<string>()
  for (const { expression } of rule.assignments) visitNames(expression, (name) => read.add(name))
  const unread = parameters.filter(({ name }) => !read.has(name))
  const names = {
    hyperparameters: parameters.map(({ name }) => name),
    slots: slots.map(({ name }) => name),
    scalars: scalars.map(({ name }) => name),
  }
  return [
    ...unread.map(({ name, span }) =>
      problemAt(span, `the hyperparameter "${name}" is never used; use it, or leave it out`),
    ),
    ...checkRule(rule, names),
  ]
}

function repeated(declared: readonly { readonly name: string; readonly span: Span }[]): readonly RuleProblem[] {
  const sorted = [...declared].sort((first, second) => first.span.line - second.span.line)
  return sorted.flatMap(({ name, span }, index) => {
    const first = sorted.findIndex((other) => other.name === name)
    const line = sorted[first]?.span.line
    return first < index ? [problemAt(span, `"${name}" is declared twice, first on line ${line}`)] : []
  })
}

function inOrder(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  return [...problems].sort((first, second) => first.line - second.line || first.column - second.column)
}
