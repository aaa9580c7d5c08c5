/**
 * What grammar alone cannot see: that every name of a rule has a value when it is read, that only slots, temporaries
 * and `w` are assigned, that the rule moves `w`, and that nothing was declared or computed for no use.
 */
import { nearestName } from './nearestName'
import type { RuleProblem, Span } from './ruleProblem'
import { problemAt } from './ruleProblem'
import type { RuleAssignment, RuleTree } from './ruleTree'
import { visitNames } from './ruleTree'
import { givenNames, whyNotDeclarable } from './ruleVocabulary'

/** The names a rule is checked against. A slot is declared with its initial value, so its name here means it has one. */
export interface RuleNames {
  readonly hyperparameters: readonly string[]
  readonly slots: readonly string[]
}

/** @returns problems in reading order, those of the declarations (at line 1, length 0) last; none when the rule can run. */
export function checkRule(tree: RuleTree, names: RuleNames): readonly RuleProblem[] {
  const problems = [...checkReads(tree, names), ...checkTargets(tree, names)]
  problems.sort((first, second) => first.line - second.line || first.column - second.column)
  return [...problems, ...checkWhole(tree, names)]
}

function checkReads(tree: RuleTree, { hyperparameters, slots }: RuleNames): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const known = new Set<string>([...givenNames, ...hyperparameters, ...slots])
  const targets = tree.assignments.map((assignment) => assignment.target)
  for (const { target, expression } of tree.assignments) {
    visitNames(expression, (name, span) => {
      if (known.has(name)) return
      const later = tree.assignments.find((assignment) => assignment.target === name)
      problems.push(
        later === undefined
          ? problemAt(span, unknownName(name, [...known, ...targets.filter((target) => !known.has(target))]))
          : problemAt(span, readTooEarly(name, later.targetSpan)),
      )
    })
    known.add(target)
  }
  return problems
}

function unknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? `known here are ${known.join(', ')}` : `did you mean "${nearest}"?`
  return `unknown name "${name}"; ${hint}`
}

function readTooEarly(name: string, assigned: Span): string {
  return `"${name}" is used before line ${assigned.line} assigns it; assign it earlier, or declare it as a slot with an initial value`
}

function checkTargets(tree: RuleTree, names: RuleNames): readonly RuleProblem[] {
  return tree.assignments.flatMap(({ target, targetSpan }, index) => {
    if (target === 'w' || names.slots.includes(target)) return []
    const reason = whyNotAssignable(target, names) ?? whyUseless(tree.assignments, index)
    return reason === undefined ? [] : [problemAt(targetSpan, reason)]
  })
}

function whyNotAssignable(target: string, { hyperparameters }: RuleNames): string | undefined {
  if (target === 'g') return '"g" is the gradient and cannot be assigned; give the changed gradient a name of its own'
  if (target === 't') return '"t" is the step and cannot be assigned'
  if (hyperparameters.includes(target)) {
    return `"${target}" is a hyperparameter and cannot be assigned; give the new value a name of its own`
  }
  return whyNotDeclarable(target)
}

function whyUseless(assignments: readonly RuleAssignment[], index: number): string | undefined {
  if (isReadAfter(assignments, index)) return undefined
  const target = assignments[index]?.target
  return `"${target}" is assigned but never used after; use it, or declare it as a slot with an initial value to keep it`
}

/** Whether the value that assignment `index` gives is read before it is replaced. */
function isReadAfter(assignments: readonly RuleAssignment[], index: number): boolean {
  const target = assignments[index]?.target
  for (const later of assignments.slice(index + 1)) {
    let isRead = false
    visitNames(later.expression, (name) => {
      isRead ||= name === target
    })
    if (isRead) return true
    if (later.target === target) return false
  }
  return false
}

function checkWhole(tree: RuleTree, { hyperparameters, slots }: RuleNames): readonly RuleProblem[] {
  const messages: string[] = []
  const declared = [...slots, ...hyperparameters]
  declared.forEach((name, index) => {
    const reason = whyNotDeclarable(name)
    if (reason !== undefined) messages.push(reason)
    if (declared.indexOf(name) !== index) messages.push(`"${name}" is declared twice`)
  })
  for (const slot of slots) {
    if (tree.assignments.some((assignment) => assignment.target === slot)) continue
    messages.push(`the slot "${slot}" is never assigned; add a line "${slot} = …", or leave the slot out`)
  }
  if (!tree.assignments.some((assignment) => assignment.target === 'w')) {
    messages.push('the rule never moves the parameter; add a line "w = …"')
  }
  return messages.map((message) => problemAt({ line: 1, column: 1, length: 0 }, message))
}
