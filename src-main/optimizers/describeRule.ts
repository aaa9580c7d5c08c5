/**
 * The text of a rule as an optimizer: what it declares becomes fields and slots, its equations become the rule.
 *
 * Beyond `parseRuleText`, an optimizer needs a learning rate, which schedules change; its names must not be words of
 * the document; and it must not ask for more memory than any real rule does.
 */
import type { SlotDeclaration } from '../contract/definition'
import { type RealField, real } from '../contract/field'
import { isDeclaration } from '../rules/parseDeclaration'
import type { Bound, DeclaredParameter, DeclaredSlot, RuleDeclaration } from '../rules/ruleDeclaration'
import { problemAt, type RuleProblem } from '../rules/ruleProblem'
import { parseRuleText } from '../rules/ruleText'
import { defineOptimizer } from './defineOptimizer'
import type { OptimizerDefinition } from './optimizer'

export type DescribedRule =
  | { readonly ok: true; readonly definition: OptimizerDefinition }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] }

/** Each is an array as long as the parameters; the rules of the literature have up to four. */
const mostSlots = 16
const mostHyperparameters = 32

/** Words that have a meaning of their own beside the hyperparameters of a document's optimizer. */
const documentWords = [
  'kind',
  'text',
  'name',
  'version',
  'clipNorm',
  'clipValue',
  'exceptions',
  'parameters',
  'learningRateFactor',
]

/** Symbols of the literature for the names it uses; other names are shown as they are. */
const symbols: Readonly<Record<string, string>> = {
  learningRate: 'α',
  beta1: 'β₁',
  beta2: 'β₂',
  epsilon: 'ε',
  momentum: 'μ',
  weightDecay: 'λ',
}

/** Never throws. */
export function describeRule(text: string): DescribedRule {
  const parsed = parseRuleText(text)
  if (!parsed.ok) return parsed
  const problems = checkDeclared(parsed.declaration)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definition: define(parsed.declaration, text) }
}

function checkDeclared({ parameters, slots }: RuleDeclaration): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  for (const { name, span } of parameters) {
    if (documentWords.includes(name)) {
      problems.push(problemAt(span, `"${name}" has a meaning of its own in a document; choose another name`))
    }
  }
  const tooMany = (what: string, declared: readonly (DeclaredParameter | DeclaredSlot)[], most: number): void => {
    const first = declared[most]
    if (first === undefined) return
    problems.push(problemAt(first.span, `the rule declares ${declared.length} ${what}; at most ${most} are allowed`))
  }
  tooMany('slots', slots, mostSlots)
  tooMany('hyperparameters', parameters, mostHyperparameters)
  if (!parameters.some(({ name }) => name === 'learningRate')) {
    const line = 'param learningRate = 0.001 in (0, inf) log'
    problems.push(
      problemAt(
        { line: 1, column: 1, length: 0 },
        `the rule has no learning rate for schedules to change; add a line "${line}" and use it`,
      ),
    )
  }
  return problems.sort((first, second) => first.line - second.line || first.column - second.column)
}

function define({ title, parameters, slots, scalars }: RuleDeclaration, text: string): OptimizerDefinition {
  const fields = Object.fromEntries(parameters.map((parameter) => [parameter.name, fieldOf(parameter)]))
  const { learningRate = real({}) } = fields
  return defineOptimizer({
    kind: 'rule',
    title,
    summary: 'A rule of your own.',
    fields: { ...fields, learningRate },
    slots: slotsOf(slots),
    scalars: Object.fromEntries(
      scalars.map(({ name, label, initial }) => [name, { label, meaning: 'a scalar of the rule', initial }]),
    ),
    rule: equationsOf(text).map((line) => ({ text: line })),
  })
}

function fieldOf({ name, default: initial, lower, upper, scale }: DeclaredParameter): RealField {
  return real({
    ...(Object.hasOwn(symbols, name) ? { symbol: symbols[name] } : {}),
    default: initial,
    ...boundOf(lower, 'min', 'above'),
    ...boundOf(upper, 'max', 'below'),
    scale,
    ...(name === 'epsilon' ? { isBesideRoot: true } : {}),
    ...(name === 'learningRate' ? { isRate: true } : {}),
    help: `Declared by the rule as ${name}.`,
  })
}

function boundOf({ value, isIncluded }: Bound, included: 'min' | 'max', excluded: 'above' | 'below') {
  if (!Number.isFinite(value)) return {}
  return { [isIncluded ? included : excluded]: value }
}

/** The slot labelled s_dW, or else the one named s, is what the s_dW charts show; m is a running mean of g. */
function slotsOf(slots: readonly DeclaredSlot[]): Record<string, SlotDeclaration> {
  const second = slots.find(({ label }) => label === 's_dW') ?? slots.find(({ name }) => name === 's')
  return Object.fromEntries(
    slots.map((slot) => {
      const { name, label, initial } = slot
      const meaning = 'a slot of the rule'
      if (slot === second) return [name, { label, meaning, initial, role: 'secondMoment' as const }]
      return [name, { label, meaning, initial, ...(name === 'm' ? { role: 'firstMoment' as const } : {}) }]
    }),
  )
}

function equationsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => !isDeclaration(line))
    .map((line) => line.replace(/#.*/s, '').trim())
    .filter((line) => line !== '')
}
