/** What the tests of optimizers share: a document's settings, and a path under given gradients. */
import { LabFailure } from '../../contract/errors'
import type { FieldValue } from '../../contract/field'
import { memberSchema } from '../../contract/fieldSchema'
import { createArena } from '../../engine/arena'
import { allocateReals, type Precision } from '../../engine/precision'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { type RuleBackend, typescriptRules, wasmRules } from '../../rules/ruleBackend'
import { optimizers } from '../index'
import type { OptimizerDefinition } from '../optimizer'

export type Settings = Readonly<Record<string, FieldValue>>

const registry = { problems: [], optimizers, schedules: [], datasets: [], layers: [] }

/** The settings of a document, defaults filled in. */
export function settingsOf(document: { readonly kind: string } & Settings): Settings {
  const parsed = memberSchema('optimizers', registry).safeParse(document)
  if (parsed.success) return parsed.data
  throw new LabFailure({
    kind: 'invalidInput',
    what: document.kind,
    problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

function definitionOf(kind: string): OptimizerDefinition {
  const found = optimizers.find((definition) => definition.kind === kind)
  if (found === undefined) throw new RangeError(`kind = ${kind}, must be in the list`)
  return found
}

/** One for all tests of a file: each takes a few lines of it, and a memory of its own would reserve gigabytes of addresses. */
const memory = new KernelMemory()
const backends = {
  typescript: { allocate: allocateReals, rules: typescriptRules },
  wasm: { allocate: (...of: Parameters<typeof allocateReals>) => memory.allocate(...of), rules: wasmRules(memory) },
} as const

/** Weights after each gradient, and the slots after the last. */
export function train(
  settings: Settings,
  initial: readonly number[],
  gradients: readonly (readonly number[])[],
  precision: Precision = 'float64',
  backend: RuleBackend['name'] = 'typescript',
) {
  const { allocate, rules } = backends[backend]
  const arena = createArena(precision, [{ name: 'x', shape: [initial.length] }], allocate)
  arena.values.set(initial)
  const optimizer = definitionOf(String(settings.kind)).bind(settings, arena, rules)
  const weights: number[][] = []
  const slots: Record<string, number[][]> = Object.fromEntries([...arena.slots.keys()].map((name) => [name, []]))
  gradients.forEach((gradient, index) => {
    arena.gradients.set(gradient)
    optimizer.step(index + 1, Number(settings.learningRate))
    weights.push([...arena.values])
    for (const [name, values] of arena.slots) slots[name]!.push([...values])
  })
  return { weights, slots, optimizer, arena }
}

/** Largest |a − b| / max(|a|, |b|); 0/0 counts as 0. */
export function largestRelativeDifference(actual: readonly number[][], expected: readonly number[][]): number {
  let largest = 0
  expected.forEach((row, step) => {
    row.forEach((value, index) => {
      const other = actual[step]?.[index] ?? Number.NaN
      const scale = Math.max(Math.abs(value), Math.abs(other))
      const difference = scale === 0 ? 0 : Math.abs(value - other) / scale
      if (!(difference <= largest)) largest = difference
    })
  })
  return largest
}
