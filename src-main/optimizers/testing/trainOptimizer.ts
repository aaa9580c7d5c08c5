/** What the tests of optimizers share: a document's settings, and a path under given gradients. */
import { LabFailure } from '../../contract/errors'
import type { FieldValue } from '../../contract/field'
import { memberSchema } from '../../contract/fieldSchema'
import { createArena } from '../../engine/arena'
import { allocateReals, type Precision } from '../../engine/precision'
import { KernelMemory } from '../../engine/wasm/kernelMemory'
import { typescriptRules, wasmRules } from '../../rules/ruleBackend'
import { optimizers } from '../index'
import type { OptimizerDefinition } from '../optimizer'

export type Settings = Readonly<Record<string, FieldValue>>

/** The settings of a document, defaults filled in. @param list - what it can name, the built-in ones by default */
export function settingsOf(
  document: { readonly kind: string } & Settings,
  list: readonly OptimizerDefinition[] = optimizers,
): Settings {
  const registry = { problems: [], optimizers: list, schedules: [], datasets: [], layers: [], diagnostics: [] }
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

export interface Training {
  readonly precision?: Precision
  readonly backend?: keyof typeof backends
  /** α of each step; that of the settings by default. */
  readonly rates?: readonly number[] | undefined
  /** Of the one parameter x; a vector by default. */
  readonly shape?: readonly number[] | undefined
}

/** Weights and slots after each gradient, and what the optimizer keeps for all elements after the last. */
export function trainDefinition(
  definition: OptimizerDefinition,
  settings: Settings,
  initial: readonly number[],
  gradients: readonly (readonly number[])[],
  { precision = 'float64', backend = 'typescript', rates, shape = [initial.length] }: Training = {},
) {
  const { allocate, rules } = backends[backend]
  const arena = createArena(precision, [{ name: 'x', shape }], allocate)
  arena.values.set(initial)
  const optimizer = definition.bind(settings, arena, rules)
  const weights: number[][] = []
  const slots: Record<string, number[][]> = Object.fromEntries([...arena.slots.keys()].map((name) => [name, []]))
  gradients.forEach((gradient, index) => {
    arena.gradients.set(gradient)
    optimizer.step(index + 1, rates?.[index] ?? Number(settings.learningRate))
    weights.push([...arena.values])
    for (const [name, values] of arena.slots) slots[name]!.push([...values])
  })
  return { weights, slots, scalars: optimizer.kept?.values() ?? {}, optimizer, arena }
}

/** `trainDefinition` of the member of the list that the settings name. */
export function train(
  settings: Settings,
  initial: readonly number[],
  gradients: readonly (readonly number[])[],
  precision: Precision = 'float64',
  backend: keyof typeof backends = 'typescript',
) {
  return trainDefinition(definitionOf(String(settings.kind)), settings, initial, gradients, { precision, backend })
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
