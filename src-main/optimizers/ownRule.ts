/**
 * A rule of the user's own, `{ "kind": "rule", "text": "…", "learningRate": 0.1 }`: its text declares what a built-in
 * optimizer has as data, and from then on it is one. The language is on one page, `docs/rules.md`.
 *
 * A document may name a rule of the lab file instead (`"name"`, `"version"`); whoever makes a run of it puts the text
 * in the name's place first, so that a run keeps the rule it ran.
 */
import type { Specialised } from '../contract/definition'
import { type InputProblem, LabFailure } from '../contract/errors'
import type { Precision } from '../contract/experiment'
import { type FieldValue, text } from '../contract/field'
import { mustBe } from '../contract/fieldSchema'
import { lostIn } from '../contract/numbersInPrecision'
import { elementLiterals } from '../rules/elementLiterals'
import { longestRule } from '../rules/parseRule'
import { problemAt, type RuleProblem } from '../rules/ruleProblem'
import { parseRuleText } from '../rules/ruleText'
import { describeRule } from './describeRule'
import type { OptimizerDefinition } from './optimizer'

const textField = text({
  label: 'Rule',
  minLength: 1,
  maxLength: longestRule,
  format: 'rule',
  help: 'Title, hyperparameters, slots and equations.',
})

export const ownRule: OptimizerDefinition = {
  kind: 'rule',
  title: 'Own rule',
  summary: 'Equations of your own: hyperparameters, slots and all.',
  fields: { text: textField },
  slots: {},
  specialise,
  checkIn: ({ text }, precision) => lostNumbers(String(text), precision).map(textProblem),
  bind: (settings, arena, rules) => {
    const described = describeRule(String(settings.text))
    if (!described.ok) {
      const problems = described.problems.map(textProblem).map((problem) => ({ ...problem, path: 'optimizer.text' }))
      throw new LabFailure({ kind: 'invalidInput', what: 'experiment', problems })
    }
    return described.definition.bind(withoutText(settings), arena, rules)
  },
}

function specialise(member: object): Specialised {
  const given = new Map<string, unknown>(Object.entries(member))
  const text = given.get('text')
  if (text === undefined && given.has('name')) return { ok: false, problems: [unresolvedName(given.get('name'))] }
  if (typeof text !== 'string') {
    const message = mustBe(text, 'the text of a rule, such as "title …\\nparam learningRate = …\\nw = …"')
    return { ok: false, problems: [{ path: 'text', message }] }
  }
  const described = describeRule(text)
  if (!described.ok) return { ok: false, problems: described.problems.map(textProblem) }
  const { bind: _, fields, ...definition } = described.definition
  return { ok: true, definition: { ...definition, fields: { text: textField, ...fields } } }
}

/** The numbers of a rule that become 0 or infinite where they meet an element, or start a slot, each at its place. */
function lostNumbers(text: string, precision: Precision): readonly RuleProblem[] {
  const parsed = parseRuleText(text)
  if (!parsed.ok) return []
  const { rule, slots, scalars } = parsed.declaration
  const names = [slots, scalars].map((list) => list.map(({ name }) => name)) as [string[], string[]]
  const literals = elementLiterals(rule, ...names)
  const starts = slots.map(({ initial, span }) => ({ value: initial, span }))
  return [...literals, ...starts].flatMap(({ value, span }) => {
    const lost = lostIn(precision, value)
    return lost === undefined ? [] : [problemAt(span, `${value} would be ${lost}; take another number, or float64`)]
  })
}

function unresolvedName(name: unknown): InputProblem {
  return { path: 'name', message: mustBe(name, 'the name of a rule in a lab file, and there is none here') }
}

function textProblem({ line, column, message }: { line: number; column: number; message: string }): InputProblem {
  return { path: 'text', message: `line ${line}, column ${column}: ${message}` }
}

function withoutText(settings: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'text'))
}
