/**
 * An update rule as it is read: `s = beta2*s + (1 - beta2)*g^2` → s_dW = β₂·s_dW + (1 − β₂)·g², in pieces that carry
 * their role, so that the card can colour them.
 *
 * Display only: every name, number and operation of the text is shown, in its order; nothing is simplified. Names give
 * way to the symbols that the definition declares for them. What is no token of the language is shown as it stands.
 */
import type { Definition, SlotInitial } from '../../../src-main/contract/definition'
import { fieldLabel } from '../fields/fieldLabel'

export type RulePieceRole = 'slot' | 'hyperparameter' | 'name' | 'number' | 'operator' | 'comment'

export interface RulePiece {
  readonly role: RulePieceRole
  /** As `MathSymbol` sets it: `s_dW`, `β₂`, `√`. */
  readonly text: string
  /** As the rule's text has it; only of names. */
  readonly name?: string
  readonly isRaised: boolean
}

export type RuleLine = readonly RulePiece[]

const token = /#.*|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|<=|>=|==|!=|\S/g

const spaced = ['=', '+', '-', '/', '<', '>', '<=', '>=', '==', '!=']
const spelled: Readonly<Record<string, string>> = { '*': '·', '-': '−', '<=': '≤', '>=': '≥', '!=': '≠', '==': '=' }

type Symbols = Pick<Definition, 'fields' | 'slots'>

export function typesetRule(text: string, definition: Symbols): readonly RuleLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => typesetLine(line.match(token) ?? [], definition))
}

function typesetLine(tokens: readonly string[], definition: Symbols): RuleLine {
  const pieces: RulePiece[] = []
  /** Depth of the parentheses that an exponent opened; undefined outside an exponent. */
  let raisedDepth: number | undefined
  tokens.forEach((word, index) => {
    const before = tokens[index - 1]
    if (word === '^') return
    if (word === 'sqrt' && tokens[index + 1] === '(') {
      pieces.push({ role: 'operator', text: '√', isRaised: raisedDepth !== undefined })
      return
    }
    if (isBareRoot(tokens, index)) return
    if (before === '^') raisedDepth = 0
    if (raisedDepth !== undefined && word === '(') raisedDepth += 1
    pieces.push(piece(word, tokens, index, raisedDepth !== undefined, definition))
    if (raisedDepth !== undefined && word === ')') raisedDepth -= 1
    // A sign belongs to the exponent behind it: 2^-t.
    if (raisedDepth === 0 && !(word === '-' && before === '^')) raisedDepth = undefined
  })
  return pieces
}

/** A parenthesis around the single name under a root: √s instead of √(s). */
function isBareRoot(tokens: readonly string[], index: number): boolean {
  const isRoot = (start: number): boolean =>
    tokens[start] === 'sqrt' &&
    tokens[start + 1] === '(' &&
    /^\w+$/.test(tokens[start + 2] ?? '') &&
    tokens[start + 3] === ')'
  return isRoot(index - 1) || isRoot(index - 3)
}

function piece(
  word: string,
  tokens: readonly string[],
  index: number,
  isRaised: boolean,
  definition: Symbols,
): RulePiece {
  if (word.startsWith('#')) return { role: 'comment', text: `  ${word}`, isRaised: false }
  if (/^[\d.]/.test(word)) return { role: 'number', text: word, isRaised }
  const slot = definition.slots?.[word]
  // A label of several words reads well in a legend, not in an equation.
  if (slot !== undefined)
    return { role: 'slot', text: slot.label.includes(' ') ? word : slot.label, name: word, isRaised }
  const field = definition.fields[word]
  if (field !== undefined) return { role: 'hyperparameter', text: field.symbol ?? word, name: word, isRaised }
  if (/^\w/.test(word)) return { role: 'name', text: word, name: word, isRaised }
  return { role: 'operator', text: operatorText(word, tokens[index - 1], isRaised), isRaised }
}

function operatorText(word: string, before: string | undefined, isRaised: boolean): string {
  if (word === ',') return ', '
  const sign = spelled[word] ?? word
  const isUnary = word === '-' && (before === undefined || /^[=+\-*/^(,<>]/.test(before))
  return spaced.includes(word) && !isUnary && !isRaised ? ` ${sign} ` : sign
}

const languageNames: Readonly<Record<string, string>> = {
  g: 'g: the gradient of the loss, dW',
  w: 'w: the parameter, W',
  t: 't: the step, from 1',
}

/** What a name of a rule means, for its tooltip: the slot's or the hyperparameter's own words, and those of the language. */
export function symbolMeaning(name: string | undefined, definition: Definition): string | undefined {
  if (name === undefined) return undefined
  const slot = definition.slots?.[name]
  if (slot !== undefined) return `${slot.label}: ${slot.meaning}, starts at ${startText(slot.initial, definition)}`
  const scalar = definition.scalars?.[name]
  if (scalar !== undefined)
    return `${scalar.label}: ${scalar.meaning}, one number for all elements, starts at ${scalar.initial}`
  const field = definition.fields[name]
  if (field === undefined) return languageNames[name]
  const label = `${field.symbol ?? name}: ${fieldLabel(name, field).toLowerCase()}`
  return field.help === undefined ? label : `${label}. ${field.help}`
}

/** `0`, `w`, or the symbol of the setting it is taken from. */
function startText(initial: SlotInitial, definition: Definition): string {
  if (typeof initial === 'number') return String(initial)
  return definition.fields[initial.from]?.symbol ?? initial.from
}
