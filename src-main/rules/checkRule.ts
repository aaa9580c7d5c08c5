/**
 * What grammar alone cannot see: that every name of a rule has a value when it is read, that only slots, temporaries
 * and `w` are assigned, that the rule moves `w`, and that nothing was declared or computed for no use.
 */
import { problemAt, type RuleProblem, type Span } from './ruleProblem'
import { type RuleAssignment, type RuleTree, visitNames } from './ruleTree'
import { givenNames, whyNotDeclarable } from './ruleVocabulary'

/** The names a rule is checked against. A slot is declared with its initial value, so its name here means it has one. */
export interface RuleNames {
  readonly hyperparameters: readonly string[]
  readonly slots: readonly string[]
  /** numbers kept from step to step, one for all elements */
  readonly scalars?: readonly string[]
}

/** @returns problems in reading order, those of the declarations (at line 1, length 0) last; none when the rule can run. */
export function checkRule(tree: RuleTree, names: RuleNames): readonly RuleProblem[] {
  const problems = [...checkReads(tree, names), ...checkTargets(tree, names), ...checkScalars(tree, names)]
  problems.sort((first, second) => first.line - second.line || first.column - second.column)
  return [...problems, ...checkWhole(tree, names)]
}

function checkReads(tree: RuleTree, { hyperparameters, slots, scalars = [] }: RuleNames): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const known = new Set<string>([...givenNames, ...hyperparameters, ...slots, ...scalars])
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
    if (target === 'w' || names.slots.includes(target) || names.scalars?.includes(target)) return []
    const reason = whyNotAssignable(target, names) ?? whyUseless(tree.assignments, index)
    return reason === undefined ? [] : [problemAt(targetSpan, reason)]
  })
}

/** A number for all elements cannot be made of one of them. */
function checkScalars(tree: RuleTree, { slots, scalars = [] }: RuleNames): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const elements = new Set<string>(['w', 'g', ...slots])
  for (const { target, expression } of tree.assignments) {
    const found: { readonly name: string; readonly span: Span }[] = []
    visitNames(expression, (name, span) => {
      if (elements.has(name)) found.push({ name, span })
    })
    const [first] = found
    if (scalars.includes(target)) {
      if (first !== undefined) problems.push(problemAt(first.span, elementInScalar(target, first.name)))
    } else if (target !== 'w' && !slots.includes(target)) {
      if (first === undefined) elements.delete(target)
      else elements.add(target)
    }
  }
  return problems
}

function elementInScalar(target: string, name: string): string {
  return `"${target}" is one number for all elements, and "${name}" differs between them; declare "${target}" as a slot, or leave "${name}" out`
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

function checkWhole(tree: RuleTree, { hyperparameters, slots, scalars = [] }: RuleNames): readonly RuleProblem[] {
  const messages: string[] = []
  const declared = [...slots, ...scalars, ...hyperparameters]
  declared.forEach((name, index) => {
    const reason = whyNotDeclarable(name)
    if (reason !== undefined) messages.push(reason)
    if (declared.indexOf(name) !== index) messages.push(`"${name}" is declared twice`)
  })
  const kept = [...slots.map((name) => ['slot', name] as const), ...scalars.map((name) => ['scalar', name] as const)]
  for (const [word, name] of kept) {
    if (tree.assignments.some((assignment) => assignment.target === name)) continue
    messages.push(`the ${word} "${name}" is never assigned; add a line "${name} = …", or leave the ${word} out`)
  }
  if (!tree.assignments.some((assignment) => assignment.target === 'w')) {
    messages.push('the rule never moves the parameter; add a line "w = …"')
  }
  return messages.map((message) => problemAt({ line: 1, column: 1, length: 0 }, message))
}

/**
 * The known name that a mistyped one most likely meant: the candidate with the smallest edit distance (insert, delete,
 * replace; case ignored), if that distance is at most a third of the name's length, rounded up. The earliest wins a tie.
 */
function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let smallest = Math.ceil(name.length / 3) + 1
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < smallest) {
      smallest = distance
      best = candidate
    }
  }
  return best
}

/** Levenshtein's distance, one row at a time. */
function editDistance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, column) => column)
  for (let i = 1; i <= first.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= second.length; j++) {
      const replaced = above[j - 1]! + (first[i - 1] === second[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1))
    }
  }
  return row[second.length]!
}
