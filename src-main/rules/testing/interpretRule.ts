/**
 * The naive reference for tests: one element at a time, straight down the tree, no plan, no blocks.
 *
 * Written from `docs/rules.md`: rounding after every operation on elements, none on scalars until an element meets them.
 */
import { exponential } from '../../engine/mathematics/exponential'
import { logarithm } from '../../engine/mathematics/logarithm'
import { power } from '../../engine/mathematics/power'
import type { Precision } from '../../engine/precision'
import type { RuleExpression, RuleTree } from '../ruleTree'

/** A number, and whether an element is in it. */
interface Meaning {
  readonly value: number
  readonly isElement: boolean
}

/**
 * @param element - `w`, `g` and every slot
 * @param kept - the numbers kept from step to step
 * @returns both, after one step
 */
export function interpretRule(
  tree: RuleTree,
  precision: Precision,
  element: Readonly<Record<string, number>>,
  scalars: Readonly<Record<string, number>>,
  kept: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const round = precision === 'float32' ? Math.fround : (value: number): number => value
  const result: Record<string, number> = { ...element, ...kept }
  const names = new Map<string, Meaning>()
  for (const [name, value] of Object.entries({ ...scalars, ...kept })) names.set(name, { value, isElement: false })
  for (const [name, value] of Object.entries(element)) names.set(name, { value, isElement: true })
  for (const { target, expression } of tree.assignments) {
    const meaning = evaluate(expression, names, round)
    const isArray = Object.hasOwn(element, target)
    names.set(target, isArray ? { value: round(meaning.value), isElement: true } : meaning)
    if (isArray) result[target] = round(meaning.value)
    else if (Object.hasOwn(kept, target)) result[target] = meaning.value
  }
  return result
}

function evaluate(node: RuleExpression, names: ReadonlyMap<string, Meaning>, round: (x: number) => number): Meaning {
  if (node.kind === 'number') return { value: node.value, isElement: false }
  if (node.kind === 'name') {
    const meaning = names.get(node.name)
    if (meaning === undefined) throw new RangeError(`${node.name} has no value`)
    return meaning
  }
  const children =
    node.kind === 'negate' ? [node.operand] : node.kind === 'call' ? node.arguments : [node.left, node.right]
  const meanings = children.map((child) => evaluate(child, names, round))
  const isElement = meanings.some((meaning) => meaning.isElement)
  const [a = 0, b = 0, c = 0] = meanings.map((meaning) => (isElement ? round(meaning.value) : meaning.value))
  const finish = (value: number): Meaning => ({ value: isElement ? round(value) : value, isElement })
  if (node.kind === 'negate') return finish(-a)
  if (node.kind === 'call') return finish(applyFunction(node.function, a, b, c))
  const exponent = node.operator === '^' ? integerLiteral(node.right) : undefined
  if (exponent !== undefined && Math.abs(exponent) <= 8 && meanings[0]?.isElement) {
    if (exponent === 0) return { value: 1, isElement: false }
    let product = a
    for (let factors = 1; factors < Math.abs(exponent); factors++) product = round(product * a)
    return finish(exponent < 0 ? 1 / product : product)
  }
  return finish(applyOperator(node.operator, a, b))
}

function applyFunction(name: string, a: number, b: number, c: number): number {
  const results: Readonly<Record<string, () => number>> = {
    sqrt: () => Math.sqrt(a),
    abs: () => Math.abs(a),
    sign: () => Math.sign(a),
    min: () => Math.min(a, b),
    max: () => Math.max(a, b),
    exp: () => exponential(a),
    log: () => logarithm(a),
    where: () => (a === 0 ? c : b),
  }
  return results[name]?.() ?? Number.NaN
}

function applyOperator(operator: string, a: number, b: number): number {
  const results: Readonly<Record<string, () => number>> = {
    '+': () => a + b,
    '-': () => a - b,
    '*': () => a * b,
    '/': () => a / b,
    '^': () => power(a, b),
    '<': () => Number(a < b),
    '<=': () => Number(a <= b),
    '>': () => Number(a > b),
    '>=': () => Number(a >= b),
    '==': () => Number(a === b),
    '!=': () => Number(a !== b),
  }
  return results[operator]?.() ?? Number.NaN
}

function integerLiteral(node: RuleExpression): number | undefined {
  if (node.kind === 'number' && Number.isInteger(node.value)) return node.value
  if (node.kind !== 'negate') return undefined
  const inner = integerLiteral(node.operand)
  return inner === undefined ? undefined : -inner
}
