/** Every law that a definition claims holds for it, and every law there is is claimed by a definition. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optimizers } from './index'
import { gradientRows } from './testing/gradientRows'
import { ruleLaws } from './testing/ruleLaws'
import { largestRelativeDifference, settingsOf, train } from './testing/trainOptimizer'

const claims = optimizers.flatMap((definition) =>
  (definition.checkedAgainst ?? [])
    .filter(({ kind }) => kind === 'law')
    .map(({ name }) => ({ kind: definition.kind, name, definition })),
)

describe('laws of single rules', () => {
  test('those claimed are those there are', () => {
    expect([...new Set(claims.map(({ name }) => name))].sort()).toEqual(Object.keys(ruleLaws).sort())
  })

  test.each(claims)('$kind: $name', ({ name, definition }) => ruleLaws[name]!(definition))

  test('undampened, the first velocity of momentum is the gradient whatever the dampening; dampened, its share', () => {
    const document = { kind: 'momentum', beta1: 0.9, dampening: 0.75 } as const
    expect(train(settingsOf(document), [1], [[4], [4]]).slots.v).toEqual([[4], [0.9 * 4 + 0.25 * 4]])
    const dampened = settingsOf({ ...document, firstStep: 'dampened' })
    expect(train(dampened, [1], [[4], [4]]).slots.v).toEqual([[1], [0.9 * 1 + 0.25 * 4]])
  })

  test('without dampening the two first steps of momentum are one', () => {
    fc.assert(
      fc.property(gradientRows, (gradients) => {
        const initial = [1, 2, 3, 4, 5, 6]
        const path = (firstStep: string) => train(settingsOf({ kind: 'momentum', firstStep }), initial, gradients)
        expect(largestRelativeDifference(path('dampened').weights, path('undampened').weights)).toBe(0)
      }),
    )
  })

  test('the smallest step of Rprop cannot be above its largest', () => {
    expect(() => settingsOf({ kind: 'rprop', stepMin: 2, stepMax: 1 })).toThrow(
      'stepMin = 2, must be at most stepMax = 1',
    )
  })
})
