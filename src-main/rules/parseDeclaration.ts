/**
 * One declaration line of a rule's text: `title …`, `param name = default in (lo, hi) log`, `slot name = initial "label"`,
 * `scalar name = initial "label"`.
 *
 * The interval, `log` and the label may be left out: all numbers, linear, and the name. See `docs/rules.md`.
 */
import {
  type Bound,
  type DeclaredParameter,
  type DeclaredScalar,
  type DeclaredSlot,
  intervalText,
  isWithin,
} from './ruleDeclaration'
import type { RuleProblem } from './ruleProblem'
import { problemAt } from './ruleProblem'
import { whyNotDeclarable } from './ruleVocabulary'

export type DeclarationLine =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'parameter'; readonly parameter: DeclaredParameter }
  | { readonly kind: 'slot'; readonly slot: DeclaredSlot }
  | { readonly kind: 'scalar'; readonly scalar: DeclaredScalar }
  | { readonly kind: 'problem'; readonly problem: RuleProblem }

const longestLabel = 80
const titleLine = /^\s*title\s+(\S.*?)\s*$/
const nameAndNumber = /^(\s*(?:param|slot|scalar)\s+)([^\s=]+)(\s*=\s*)([^\s"]+)/
const parameterRest = /^(?:\s+in\s*([[(])\s*([^\s,]+)\s*,\s*([^\s)\]]+)\s*([\])]))?(?:\s+(log))?\s*(?:#.*)?$/
const slotRest = /^(?:\s*"([^"]*)")?\s*(?:#.*)?$/
const digits = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** Whether the line declares something, rather than being an equation such as `slot = g`, a comment or blank. */
export function isDeclaration(text: string): boolean {
  return /^\s*(?:title|param|slot|scalar)(?:\s+(?!=)|\s*$)/.test(text)
}

/** @param text - a line for which `isDeclaration` holds · @param line - its number, from 1 */
export function parseDeclaration(text: string, line: number): DeclarationLine {
  const word = text.trim().split(/\s/, 1)[0] ?? ''
  const refuse = (message: string, column = 1, length = Math.max(text.length, 1)): DeclarationLine => {
    return { kind: 'problem', problem: problemAt({ line, column, length }, message) }
  }
  if (word === 'title') {
    const title = titleLine.exec(text)?.[1]
    if (title === undefined) return refuse('expected a title after "title"')
    return title.length > longestLabel
      ? refuse(`the title has ${title.length} characters; at most ${longestLabel} are allowed`)
      : { kind: 'title', title }
  }
  const start = nameAndNumber.exec(text)
  const name = start?.[2]
  if (start === null || name === undefined) return refuse(expectedForm(word))
  const column = start[1]!.length + 1
  const span = { line, column, length: name.length }
  const reason = whyNotDeclarable(name)
  if (reason !== undefined) return refuse(reason, column, name.length)
  const number = readNumber(start[4]!)
  if (number === undefined || !Number.isFinite(number)) {
    return refuse(
      `expected a number after "=", found "${start[4]}"`,
      start[0].length - start[4]!.length + 1,
      start[4]!.length,
    )
  }
  const rest = text.slice(start[0].length)
  const parsed =
    word === 'param'
      ? parameterOf({ name, default: number, span }, rest)
      : keptOf(word, { name, initial: number, span }, rest)
  return typeof parsed === 'string' ? refuse(parsed) : parsed
}

function expectedForm(word: string): string {
  if (word === 'slot') return 'expected a slot with its initial value, such as: slot s = 0 "s_dW"'
  return word === 'scalar'
    ? 'expected a scalar with its initial value, such as: scalar weightSum = 0'
    : 'expected a hyperparameter with its default, such as: param beta2 = 0.9 in [0, 1)'
}

function keptOf(word: string, kept: Omit<DeclaredSlot, 'label'>, rest: string): DeclarationLine | string {
  const match = slotRest.exec(rest)
  if (match === null) return expectedForm(word)
  const label = match[1] ?? kept.name
  if (label.length > longestLabel)
    return `the label has ${label.length} characters; at most ${longestLabel} are allowed`
  const labelled = { ...kept, label }
  return word === 'slot' ? { kind: 'slot', slot: labelled } : { kind: 'scalar', scalar: labelled }
}

function parameterOf(
  parameter: Pick<DeclaredParameter, 'name' | 'default' | 'span'>,
  rest: string,
): DeclarationLine | string {
  const match = parameterRest.exec(rest)
  if (match === null) return expectedForm('param')
  const [, open = '(', lowText = '-inf', highText = 'inf', close = ')', log] = match
  const lower = boundOf(lowText, open === '[')
  const upper = boundOf(highText, close === ']')
  if (lower === undefined) return `expected a number, inf or -inf as lower bound, found "${lowText}"`
  if (upper === undefined) return `expected a number, inf or -inf as upper bound, found "${highText}"`
  const interval = intervalText(lower, upper)
  if (lower.value >= upper.value)
    return `the interval ${interval} is empty; its lower bound must be below its upper bound`
  if (!isWithin(parameter.default, lower, upper)) {
    return `the default of ${parameter.name} = ${parameter.default}, must be in ${interval}`
  }
  if (log !== undefined && (lower.value < 0 || parameter.default <= 0)) {
    return `a log scale needs a lower bound of at least 0 and a default above 0; ${parameter.name} = ${parameter.default} in ${interval}`
  }
  return { kind: 'parameter', parameter: { ...parameter, lower, upper, scale: log === undefined ? 'linear' : 'log' } }
}

function boundOf(text: string, isIncluded: boolean): Bound | undefined {
  const value = readNumber(text)
  return value === undefined ? undefined : { value, isIncluded: isIncluded && Number.isFinite(value) }
}

function readNumber(text: string): number | undefined {
  if (text === 'inf' || text === '+inf') return Number.POSITIVE_INFINITY
  if (text === '-inf') return Number.NEGATIVE_INFINITY
  return digits.test(text) ? Number(text) : undefined
}
