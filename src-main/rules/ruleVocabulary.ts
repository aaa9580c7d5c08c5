/**
 * The words of the rule language: functions with their number of arguments, operators, and the names that a rule cannot
 * declare. `docs/rules.md` is the page for people.
 */

export const ruleFunctions = ['sqrt', 'abs', 'sign', 'min', 'max', 'exp', 'log', 'where'] as const
export type RuleFunction = (typeof ruleFunctions)[number]

export const argumentCounts: Readonly<Record<RuleFunction, number>> = {
  sqrt: 1,
  abs: 1,
  sign: 1,
  min: 2,
  max: 2,
  exp: 1,
  log: 1,
  where: 3,
}

export const binaryOperators = ['<', '<=', '>', '>=', '==', '!=', '+', '-', '*', '/', '^'] as const
export type BinaryOperator = (typeof binaryOperators)[number]

/** The parameter's element, its gradient, and the step (from 1): given to every rule. */
export const givenNames = ['g', 'w', 't'] as const

const reserved: ReadonlySet<string> = new Set([...givenNames, ...ruleFunctions])
const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/

export function isRuleFunction(name: string): name is RuleFunction {
  return ruleFunctions.some((known) => known === name)
}

/** Why a slot, hyperparameter or temporary cannot have this name, or `undefined` when it can. */
export function whyNotDeclarable(name: string): string | undefined {
  if (!namePattern.test(name))
    return `"${name}" is not a name: use letters A–Z, digits and _, not starting with a digit`
  if (name in Object.prototype) return `"${name}" is a word of the program itself; choose another name`
  if (reserved.has(name)) return `"${name}" has a meaning of its own in every rule; choose another name`
  return undefined
}
