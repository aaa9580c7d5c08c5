/**
 * One line of a rule's text as tokens. Also what an editor needs to colour it, comments included.
 *
 * Invariant: tokens do not overlap, stand in order, and what lies between them is blank.
 */
import type { RuleProblem, Span } from './ruleProblem'
import { problemAt } from './ruleProblem'

export type RuleToken =
  | { readonly kind: 'number'; readonly text: string; readonly value: number; readonly span: Span }
  | { readonly kind: 'name' | 'operator' | 'comment' | 'end'; readonly text: string; readonly span: Span }

export interface TokenizedLine {
  /** Ends with one `end` token, which stands behind the last character that is not blank or comment. */
  readonly tokens: readonly RuleToken[]
  /** The first character that belongs to no token. Tokens stop before it. */
  readonly problem: RuleProblem | undefined
}

const blank = /[ \t\r\uFEFF\u00A0]*/y
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const name = /[A-Za-z_][A-Za-z0-9_]*/y
const operator = /<=|>=|==|!=|[-+*/^()<>=,]/y

/** `line` counts from 1. Never throws; takes time linear in the length. */
export function tokenizeRule(text: string, line: number): TokenizedLine {
  const tokens: RuleToken[] = []
  let problem: RuleProblem | undefined
  let position = 0
  let end = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position
    return pattern.exec(text)?.[0]
  }
  while (problem === undefined) {
    position += take(blank)?.length ?? 0
    if (position >= text.length) break
    const token = text[position] === '#' ? commentAt(text, line, position) : readToken(take, line, position)
    if (token === undefined) {
      problem = unknownCharacter(text, line, position)
    } else {
      tokens.push(token)
      position += token.text.length
      if (token.kind !== 'comment') end = position
    }
  }
  tokens.push({ kind: 'end', text: '', span: { line, column: end + 1, length: 1 } })
  return { tokens, problem }
}

function commentAt(text: string, line: number, position: number): RuleToken {
  const comment = text.slice(position)
  return { kind: 'comment', text: comment, span: { line, column: position + 1, length: comment.length } }
}

function readToken(
  take: (pattern: RegExp) => string | undefined,
  line: number,
  position: number,
): RuleToken | undefined {
  const span = (text: string): Span => ({ line, column: position + 1, length: text.length })
  const digits = take(number)
  if (digits !== undefined) return { kind: 'number', text: digits, value: Number(digits), span: span(digits) }
  const word = take(name)
  if (word !== undefined) return { kind: 'name', text: word, span: span(word) }
  const sign = take(operator)
  if (sign !== undefined) return { kind: 'operator', text: sign, span: span(sign) }
  return undefined
}

const spellings: Readonly<Record<string, string>> = {
  '·': 'multiplication is written *',
  '×': 'multiplication is written *',
  '÷': 'division is written /',
  '−': 'subtraction is written -',
  '←': 'assignment is written =',
  '√': 'a root is written sqrt(x)',
  '²': 'a square is written x^2',
  '≤': 'write <=',
  '≥': 'write >=',
  '≠': 'write !=',
  '!': 'write != for "not equal"',
  ';': 'write one equation a line',
  '[': 'group with ( and )',
  '{': 'group with ( and )',
}

function unknownCharacter(text: string, line: number, position: number): RuleProblem {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0)
  const hint = spellings[character] ?? 'names use letters A–Z, digits and _'
  const span = { line, column: position + 1, length: character.length }
  return problemAt(span, `unexpected character "${character}"; ${hint}`)
}
