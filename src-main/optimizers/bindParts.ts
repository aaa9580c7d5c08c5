/**
 * One optimizer over parameters with different settings: the arena is cut into stretches of parameters that share
 * theirs, and the optimizer is bound to each stretch as if there were no others.
 *
 * A factor of α multiplies the rate of every step, and so what a slot starts from where that is α, as Rprop's first step:
 * a stretch goes as a run of its own with that rate would. A factor of 0 freezes: slots go on, W is put back.
 */
import { type InputProblem, LabFailure } from '../contract/errors'
import type { FieldValue, ParameterException } from '../contract/field'
import { fitsPattern } from '../contract/parameterExceptions'
import type { Arena } from '../engine/arena'
import type { Kernels } from '../engine/kernels/kernels'
import type { RuleBackend } from '../rules/ruleBackend'
import type { Optimizer, OptimizerDefinition } from './optimizer'

type Settings = Readonly<Record<string, FieldValue>>

interface Stretch {
  readonly first: number
  readonly end: number
  readonly settings: Settings
  readonly learningRateFactor: number
}

/** @throws LabFailure `invalidInput` when a pattern fits no parameter */
export function bindParts(
  definition: Pick<OptimizerDefinition, 'bind'>,
  settings: Settings,
  exceptions: readonly ParameterException[],
  arena: Arena,
  rules?: RuleBackend,
  kernels?: Kernels,
): Optimizer {
  const names = arena.parameters.map(({ name }) => name)
  checkPatterns(exceptions, names)
  const parts = stretches(names, settings, exceptions).map(
    ({ first, end, settings: own, learningRateFactor }): Part => {
      const part = arena.part(first, end)
      const scaled = { ...own, learningRate: Number(own.learningRate) * learningRateFactor }
      const optimizer = definition.bind(scaled, part, rules, kernels)
      const name = names[first] ?? ''
      return { name, optimizer: learningRateFactor === 0 ? frozen(optimizer, part) : optimizer, learningRateFactor }
    },
  )
  return {
    slots: Object.assign({}, ...parts.map(({ optimizer }) => optimizer.slots)),
    kept: joinKept(parts),
    tensors: parts.flatMap(({ optimizer }) => optimizer.tensors ?? []),
    evaluationSlot: parts[0]?.optimizer.evaluationSlot,
    step(t, learningRate, momentum) {
      for (const { optimizer, learningRateFactor } of parts)
        optimizer.step(t, learningRate * learningRateFactor, momentum)
    },
  }
}

interface Part {
  /** of its first parameter */
  readonly name: string
  readonly optimizer: Optimizer
  readonly learningRateFactor: number
}

/** The same state from step to step, and W as it was: also where α·∞ is NaN, or the step is none of α. */
function frozen(optimizer: Optimizer, { values }: Arena): Optimizer {
  const before = values.slice()
  return {
    ...optimizer,
    step(t, learningRate, momentum) {
      before.set(values)
      optimizer.step(t, learningRate, momentum)
      values.set(before)
    },
  }
}

/** What each part keeps, under its name and that of the part's first parameter: `hidden1.W:product`. */
function joinKept(parts: readonly Part[]): NonNullable<Optimizer['kept']> {
  const keepers = parts.flatMap(({ name, optimizer: { kept } }) => (kept === undefined ? [] : [{ name, kept }]))
  const under = (name: string, values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}:${key}`, value]))
  return {
    values: () => Object.assign({}, ...keepers.map(({ name, kept }) => under(name, kept.values()))),
    restore(values) {
      for (const { name, kept } of keepers) {
        const own = Object.entries(values).filter(([key]) => key.startsWith(`${name}:`))
        kept.restore(Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1), value])))
      }
    },
  }
}

/** @throws LabFailure `invalidInput` naming the exception whose pattern fits none of the names, and the names */
export function checkPatterns(exceptions: readonly ParameterException[], names: readonly string[]): void {
  const problems = patternProblems(exceptions, names)
  if (problems.length > 0) throw new LabFailure({ kind: 'invalidInput', what: 'experiment', problems })
}

/** The exceptions whose patterns fit none of the names; paths are of the experiment. */
export function patternProblems(exceptions: readonly ParameterException[], names: readonly string[]): InputProblem[] {
  return exceptions.flatMap(({ parameters: pattern }, index) => {
    if (names.some((name) => fitsPattern(name, pattern))) return []
    const message = `= "${pattern}", must fit a parameter; there are ${listed(names)}`
    return [{ path: `optimizer.exceptions[${index}].parameters`, message }]
  })
}

const mostListed = 20

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).join(', ')
  return names.length > mostListed ? `${shown}, … (${names.length})` : shown
}

/** What is set for one parameter: the run's settings with the exceptions that fit its name worked in, later ones last. */
export function settingsOfParameter(
  name: string,
  settings: Settings,
  exceptions: readonly ParameterException[],
): Pick<Stretch, 'settings' | 'learningRateFactor'> {
  const {
    parameters: _,
    learningRateFactor = 1,
    ...changed
  }: Partial<ParameterException> = Object.assign(
    {},
    ...exceptions.filter((exception) => fitsPattern(name, exception.parameters)),
  )
  return { settings: { ...settings, ...changed } as Settings, learningRateFactor: Number(learningRateFactor) }
}

function stretches(names: readonly string[], settings: Settings, exceptions: readonly ParameterException[]): Stretch[] {
  const found: (Stretch & { readonly key: string })[] = []
  names.forEach((name, index) => {
    const { settings: own, learningRateFactor } = settingsOfParameter(name, settings, exceptions)
    const key = JSON.stringify([own, learningRateFactor])
    const last = found.at(-1)
    const first = last?.key === key ? last.first : index
    if (last?.key === key) found.pop()
    found.push({ first, end: index + 1, settings: own, learningRateFactor, key })
  })
  return found
}
