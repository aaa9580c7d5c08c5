import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestRule, parseRule } from './parseRule'
import type { RuleTree } from './ruleTree'
import { arbitraryRule } from './testing/arbitraryRule'
import { treeOf } from './testing/treeOf'
import { writeRule } from './testing/writeRule'

/** `line:column+length message` of every problem. */
function problemsOf(text: string): readonly string[] {
  const result = parseRule(text)
  return result.ok
    ? []
    : result.problems.map(({ line, column, length, message }) => `${line}:${column}+${length} ${message}`)
}

/** The tree as data, without its places. */
function shapeOf(tree: RuleTree): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key.toLowerCase().endsWith('span') ? undefined : value)),
  )
}

describe('parseRule', () => {
  it('gives assignments in the order of the text, with their places', () => {
    const result = parseRule('s = g^2\n  w = w - s')
    if (!result.ok) throw new Error('not parsed')
    expect(result.rule.assignments.map(({ target, targetSpan }) => [target, targetSpan])).toEqual([
      ['s', { line: 1, column: 1, length: 1 }],
      ['w', { line: 2, column: 3, length: 1 }],
    ])
    expect(result.rule.assignments[1]?.expression.span).toEqual({ line: 2, column: 7, length: 5 })
  })

  it('reads a rule that is written with the fewest parentheses as the tree it was written from', () => {
    fc.assert(
      fc.property(arbitraryRule, (tree) => {
        const text = writeRule(tree)
        fc.pre(text.split('\n').every((line) => line.length <= 1000))
        expect(shapeOf(treeOf(text))).toEqual(shapeOf(tree))
      }),
      { numRuns: 1000 },
    )
  })

  it('groups powers from the right, the rest from the left, and binds minus between product and power', () => {
    const rule = treeOf('w = ((w) - (g*2)) - (g - (1))\nw = (-w)^2 + -(w^2) + w^(-2) + (w^g)^2 - w^(g^2)')
    expect(writeRule(rule)).toBe('w = w - g * 2 - (g - 1)\nw = (-w) ^ 2 + -w ^ 2 + w ^ -2 + (w ^ g) ^ 2 - w ^ g ^ 2')
  })

  it('takes Windows line ends and tabs as blanks', () => {
    expect(problemsOf('s = g^2\r\n\tw = w - s\r\n')).toEqual([])
  })

  it.each([
    ['', '1:1+1 expected an equation such as "w = w - learningRate*g", found nothing'],
    ['# only a comment', '1:1+1 expected an equation such as "w = w - learningRate*g", found nothing'],
    ['w', '1:2+1 expected "=" after "w", found the end of the line'],
    ['2 = w', '1:1+1 expected a name to assign to, such as "w", found "2"'],
    ['w == g', '1:3+2 expected "=" after "w", found "=="'],
    ['w =', '1:4+1 expected an expression after "=", found the end of the line'],
    ['w = w +', '1:8+1 expected a value after "+", found the end of the line'],
    ['w = w + * g', '1:9+1 expected a value after "+", found "*"'],
    ['w += g', '1:3+1 expected "=" after "w", found "+"'],
    ['w = w**g', '1:7+1 expected a value after "*", found "*"; a power is written ^'],
    ['w = where(g = 0, 1, 2)', '1:13+1 expected "," ("where" takes 3 arguments), found "="; equality is written =='],
    ['w = (w + g', '1:11+1 expected ")" for the "(" in column 5, found the end of the line'],
    ['w = w + g)', '1:10+1 expected an operator or the end of the line, found ")"'],
    ['w = w g', '1:7+1 expected an operator or the end of the line, found "g"'],
    ['w = 2g', '1:6+1 expected an operator after the number; multiplication is written 2*x, found "g"'],
    ['w = ()', '1:6+1 expected an expression after "(", found ")"'],
    ['w = sqrt', '1:9+1 expected "(" after the function "sqrt", found the end of the line'],
    ['w = sqrt()', '1:10+1 expected argument 1 of "sqrt", found ")"'],
    ['w = sqrt(g, w)', '1:11+1 expected ")" ("sqrt" takes 1 argument), found ","'],
    ['w = min(g)', '1:10+1 expected "," ("min" takes 2 arguments), found ")"'],
    [
      'w = tanh(g)',
      '1:5+4 "tanh" is not a function; functions are sqrt, abs, sign, min, max, exp, log, where; multiplication is written *',
    ],
    ['w = 0 < g < 1', '1:11+1 comparisons do not chain; write where(a < b, b < c, 0)'],
    ['w = 1e999', '1:5+5 the number is too large; at most 1.7976931348623157e308'],
    ['w = w − g', '1:7+1 unexpected character "−"; subtraction is written -'],
    ['w = β*g', '1:5+1 unexpected character "β"; names use letters A–Z, digits and _'],
    ['w = + @', '1:5+1 expected an expression after "=", found "+"'],
  ])('%s: says what was expected, and where', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it('reports one problem for each wrong line', () => {
    expect(problemsOf('s = \nw = w - g\nm = (g')).toEqual([
      '1:4+1 expected an expression after "=", found the end of the line',
      '3:7+1 expected ")" for the "(" in column 5, found the end of the line',
    ])
  })

  it('bounds nesting and length', () => {
    expect(problemsOf(`w = ${'('.repeat(65)}g${')'.repeat(65)}`)).toEqual([
      '1:69+1 nested 65 deep; at most 64 are allowed',
    ])
    expect(problemsOf(`w = ${'('.repeat(64)}g${')'.repeat(64)}`)).toEqual([])
    expect(problemsOf(`w = ${'-'.repeat(900)}g`)).toEqual(['1:69+1 nested 65 deep; at most 64 are allowed'])
    expect(problemsOf(`w = g${'+g'.repeat(600)}`)[0]).toContain(
      'the line has 1205 characters; at most 1000 are allowed',
    )
    expect(problemsOf(' '.repeat(longestRule + 1))).toEqual([
      '1:1+1 the rule has 20001 characters; at most 20000 are allowed',
    ])
  })

  it('answers any text with a tree or with problems inside the text', () => {
    const piece = fc.constantFrom(
      'w',
      'g',
      '=',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      ',',
      '<',
      '==',
      '1',
      '.5',
      '1e',
      'sqrt',
      'where(',
      ' ',
      '\n',
      '#',
      '√',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (garbage) => {
        const result = parseRule(garbage)
        if (result.ok) {
          expect(result.rule.assignments.length).toBeGreaterThan(0)
          return
        }
        const lines = garbage.split('\n')
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { line, column, length } of result.problems) {
          expect(length).toBeGreaterThan(0)
          expect(column + length - 1).toBeLessThanOrEqual((lines[line - 1]?.length ?? -2) + 1)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
