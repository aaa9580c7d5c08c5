import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typesetRule } from '../rule/typesetRule'
import { type MarkedPiece, ruleDifference } from './ruleDifference'
import { exampleOptimizer } from './testing/exampleOptimizer'

function plain(pieces: readonly MarkedPiece[] | null): string | null {
  return (
    pieces
      ?.map(({ text, isMarked }) => (isMarked ? `[${text.trim()}]` : text))
      .join('')
      .replaceAll('][', ' ') ?? null
  )
}

function compared(left: string, right: string): readonly (readonly (string | null)[])[] {
  const lines = (text: string) => typesetRule(text, exampleOptimizer)
  return ruleDifference(lines(left), lines(right)).map((row) => [plain(row.left), plain(row.right)])
}

describe('ruleDifference', () => {
  it('ε that moves into the root marks the term it moves in, and nothing else', () => {
    expect(
      compared('w = w - learningRate*g / (sqrt(s) + epsilon)', 'w = w - learningRate*g / sqrt(s + epsilon)'),
    ).toEqual([['w = w − α·g / [( √ s_dW + ε )]', 'w = w − α·g / [√ ( s_dW + ε )]']])
  })

  it('a line that only one has stands alone, and the others stay side by side', () => {
    expect(compared('s = beta2*s\nw = w - s', 's = beta2*s\nm = g\nw = w - m')).toEqual([
      ['s_dW = β₂·s_dW', 's_dW = β₂·s_dW'],
      [null, '[m = g]'],
      ['w = w − [s_dW]', 'w = w − [m]'],
    ])
  })

  it('a rule held against itself has no mark, and every term of two rules is shown in its order', () => {
    const line = fc.constantFrom('s = beta2*s', 's = max(s, g^2)', 'm = g', 'w = w - s', 'w = w - learningRate*m')
    const rule = fc.array(line, { maxLength: 5 }).map((lines) => typesetRule(lines.join('\n'), exampleOptimizer))
    fc.assert(
      fc.property(rule, rule, (left, right) => {
        expect(
          ruleDifference(left, left)
            .flatMap((row) => row.left ?? [])
            .some(({ isMarked }) => isMarked),
        ).toBe(false)
        const texts = (rows: readonly (readonly { text: string }[] | null)[]) =>
          rows.flatMap((row) => row?.map(({ text }) => text) ?? [])
        const rows = ruleDifference(left, right)
        expect(texts(rows.map((row) => row.left))).toEqual(texts(left))
        expect(texts(rows.map((row) => row.right))).toEqual(texts(right))
      }),
    )
  })
})
