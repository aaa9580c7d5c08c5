/**
 * An optimizer from its equations: hyperparameters, slots and rule are data, the rest follows.
 *
 * The rule is parsed, checked and bound when a run is built. Only the slots that the picked lines assign exist in a
 * run, and only such scalars. Every number among the settings can be read by name; `learningRate` is that of the
 * step, schedule applied, and so is the momentum that a schedule drives.
 */
import { InvariantError } from '../contract/assertNever'
import type {
  Checked,
  CheckedDefinition,
  DefinitionPreset,
  ScalarDeclaration,
  SlotDeclaration,
  SlotInitial,
} from '../contract/definition'
import { momentumSetting } from '../contract/drivenMomentum'
import { type Fields, type FieldValue, type RealField, real } from '../contract/field'
import { type RuleLine, ruleText } from '../contract/ruleLines'
import type { Arena } from '../engine/arena'
import type { Reals } from '../engine/precision'
import { checkRule } from '../rules/checkRule'
import { parseRule } from '../rules/parseRule'
import { type RuleBackend, typescriptRules } from '../rules/ruleBackend'
import type { RuleTree } from '../rules/ruleTree'
import type { ConformanceExceptions, Optimizer, OptimizerDefinition } from './optimizer'

export interface OptimizerDescription {
  readonly kind: string
  readonly title: string
  readonly summary: string
  readonly source?: string
  readonly fields: Fields & { readonly learningRate: RealField }
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  /** Numbers kept from step to step for all elements. */
  readonly scalars?: Readonly<Record<string, ScalarDeclaration>>
  /** The slot that validation and test are evaluated at, where it is not the parameter itself. */
  readonly evaluationSlot?: string
  readonly rule: readonly RuleLine[]
  readonly presets?: readonly DefinitionPreset[]
  readonly checkedAgainst?: readonly Checked[]
  readonly exceptions?: ConformanceExceptions
  /** Conditions between fields; paths are relative to the optimizer. */
  readonly check?: CheckedDefinition['check']
}

/** α, the field every optimizer has. */
export function learningRateField(initial: number, source: string): RealField {
  return real({
    label: 'Learning rate',
    symbol: 'α',
    default: initial,
    above: 0,
    max: 1e6,
    scale: 'log',
    isRate: true,
    help: 'Factor of every step; a schedule multiplies it.',
    source,
  })
}

export function defineOptimizer(description: OptimizerDescription): OptimizerDefinition {
  const { rule: ruleLines, ...data } = description
  return {
    ...data,
    ruleLines,
    rule: ruleText(ruleLines, defaultsOf(data.fields)),
    bind: (settings, arena, rules = typescriptRules) => bindEquations(description, settings, arena, rules),
  }
}

function defaultsOf(fields: Fields): Record<string, FieldValue> {
  const defaults: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.default !== undefined) defaults[name] = field.default
  }
  return defaults
}

function bindEquations(
  description: OptimizerDescription,
  settings: Readonly<Record<string, FieldValue>>,
  arena: Arena,
  rules: RuleBackend,
): Optimizer {
  const scalars: Record<string, number> = {}
  for (const [name, value] of Object.entries(settings)) if (typeof value === 'number') scalars[name] = value
  const text = ruleText(description.rule, settings)
  const tree = parsedRule(description, text)
  const assigned = new Set(tree.assignments.map((assignment) => assignment.target))
  const slots = Object.fromEntries(Object.entries(description.slots).filter(([name]) => assigned.has(name)))
  const kept = Object.entries(description.scalars ?? {}).filter(([name]) => assigned.has(name))
  const initial = Object.fromEntries(kept.map(([name, declared]) => [name, declared.initial]))
  const names = { hyperparameters: Object.keys(scalars), slots: Object.keys(slots), scalars: Object.keys(initial) }
  const problems = checkRule(tree, names)
  if (problems.length > 0) throw new InvariantError(`the rule of ${description.kind}: ${problems[0]?.message}\n${text}`)
  const fromRate = Object.entries(slots).flatMap(([name, { initial: start }]) => {
    const slot = addSlot(arena, name, start, scalars)
    return typeof start !== 'number' && start.from === 'learningRate' ? [slot] : []
  })
  const bound = rules.bind(tree, arena, initial)
  // Frozen: a rule that knows the object knows its numbers.
  let inForce = Object.freeze({ ...scalars })
  const driven = momentumSetting(description.fields)
  return {
    slots,
    kept: bound.kept,
    evaluationSlot: description.evaluationSlot,
    step(t, learningRate, momentum) {
      // The schedule's first rate is not known before; as in PyTorch, it is what such a slot starts from.
      if (t === 1) for (const slot of fromRate) slot.fill(learningRate)
      const own = driven === undefined ? undefined : (momentum ?? scalars[driven])
      if (inForce.learningRate !== learningRate || (driven !== undefined && inForce[driven] !== own)) {
        inForce = Object.freeze({ ...scalars, learningRate, ...(driven === undefined ? {} : { [driven]: own! }) })
      }
      bound.step(t, inForce)
    },
  }
}

/** @throws InvariantError if the slot starts from what is no number among the settings */
function addSlot(arena: Arena, name: string, initial: SlotInitial, scalars: Readonly<Record<string, number>>): Reals {
  if (typeof initial === 'number') return arena.addSlot(name, initial)
  if (initial.from === 'w') {
    const slot = arena.addSlot(name, 0)
    slot.set(arena.values)
    return slot
  }
  const value = scalars[initial.from]
  if (value === undefined) throw new InvariantError(`the slot ${name} starts from ${initial.from}, which is no number`)
  return arena.addSlot(name, value)
}

function parsedRule(description: OptimizerDescription, text: string): RuleTree {
  const parsed = parseRule(text)
  if (parsed.ok) return parsed.rule
  throw new InvariantError(`the rule of ${description.kind}: ${parsed.problems[0]?.message}\n${text}`)
}
