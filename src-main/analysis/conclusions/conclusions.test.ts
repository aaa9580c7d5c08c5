import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concludeBest } from './concludeBest'
import { concludeDivergence } from './concludeDivergence'
import { concludeFirstBelow, roundAbove } from './concludeFirstBelow'
import { concludeLimitCycle, limitCycleOf } from './concludeLimitCycle'
import { concludeRange } from './concludeRange'
import { concludeSecondMoment } from './concludeSecondMoment'
import type { Curve } from './curve'
import { listed } from './listed'
import { sentences } from './sentences'

const format = (value: number) => String(Number(value.toPrecision(3)))

function curve(label: string, values: readonly number[], facts: Partial<Curve> = {}): Curve {
  const column = Float64Array.from(values)
  return {
    label,
    steps: Float64Array.from(values, (_, index) => index + 1),
    low: column,
    high: column,
    last: column,
    isDecimated: false,
    status: 'completed',
    step: values.length,
    isNoiseFree: true,
    ...facts,
  }
}

/** The bowl ½(x² + 50 y²) under plain gradient descent, in closed form: every step shrinks x by 1 − α, y by 1 − 50α. */
function bowlLoss(rate: number, steps: number): readonly number[] {
  return Array.from({ length: steps }, (_, step) => {
    const x = -8 * (1 - rate) ** step
    const y = 1.5 * (1 - 50 * rate) ** step
    return 0.5 * (x * x + 50 * y * y)
  })
}

describe('concludeFirstBelow', () => {
  it('names the step at which each run was first below the lowest level that all reached, the first one first', () => {
    const slow = curve('gradient descent', [8, 4, 2, 1, 0.5, 0.25, 0.13])
    const fast = curve('Adam', [8, 3, 0.15, 0.3, 0.05, 0.01, 0.001])
    // The worst best value is 0.13, the next round number 0.2: Adam is below it at step 3, gradient descent at 7.
    expect(concludeFirstBelow([slow, fast], format)).toBe('First below 0.2: Adam at step 3 and gradient descent 7.')
  })

  it('does not wait for a run that never came below where another started', () => {
    const stuck = curve('stuck', [9, 9, 9, 9])
    const a = curve('a', [8, 0.4, 0.02, 0.003])
    const b = curve('b', [8, 0.9, 0.3, 0.15])
    expect(concludeFirstBelow([stuck, a, b], format)).toBe(
      'First below 0.2: a at step 3 and b 4; stuck not within 4 steps.',
    )
    const running = { ...stuck, status: 'running' } as const
    expect(concludeFirstBelow([running, a, b], format)).toContain('; stuck not yet.')
  })

  it('says "by" where a step is known only to within a bucket', () => {
    const a = curve('a', [8, 0.4], { isDecimated: true, steps: Float64Array.of(10, 20) })
    expect(concludeFirstBelow([a, curve('b', [8, 0.3])], format)).toBe('First below 0.5: b by step 2 and a 20.')
  })

  it('of one run gives its lowest and its last value; diverged runs and empty ones have none', () => {
    const one = curve('one', [8, 0.4, 2, Number.NaN])
    expect(concludeFirstBelow([one], format)).toBe('Lowest 0.4 at step 2; last 2.')
    expect(concludeFirstBelow([one, curve('gone', [1], { status: 'diverged' })], format)).toBe(
      'one: lowest 0.4 at step 2; last 2.',
    )
    expect(concludeFirstBelow([curve('gone', [8, 9e9], { status: 'diverged' }), curve('new', [])], format)).toBe('')
  })

  it('does not count a value at the level itself', () => {
    // The worst best value is 0.95, so the level is 1; a stands at 1 at step 2 and is below it at step 3.
    expect(concludeFirstBelow([curve('a', [8, 1, 0.9]), curve('b', [8, 7, 0.95])], format)).toBe(
      'First below 1: a at step 3 and b 3.',
    )
  })

  it('never names a step at which the value is not below the level', () => {
    const values = fc.array(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, values, (first, second) => {
        const said = concludeFirstBelow([curve('first', first), curve('second', second)], String)
        const level = Number(/below (\S+):/.exec(said)?.[1])
        for (const [label, given] of [
          ['first', first],
          ['second', second],
        ] as const) {
          const step = new RegExp(`${label} (?:at step )?(\\d+)`).exec(said)?.[1]
          if (step === undefined) continue
          expect(given[Number(step) - 1]).toBeLessThan(level)
          expect(given.slice(0, Number(step) - 1).every((value) => value >= level)).toBe(true)
        }
      }),
    )
  })
})

describe('limit cycle', () => {
  const settled = curve(
    'RMSProp',
    Array.from({ length: 200 }, (_, index) => (index < 60 ? 10 * 0.9 ** index : index % 2 === 0 ? 0.01 : 0.06)),
  )

  it('is found where a loss without noise stops falling, with its band and the step it starts at', () => {
    // Before: 10·0.9⁵⁹ ≈ 0.02 at step 60 is inside the band already; 10·0.9⁴⁸ = 0.0636 at 49 is not, 0.0573 at 50 is.
    expect(limitCycleOf(settled)).toEqual({ sinceStep: 50, low: 0.01, high: 0.06 })
    expect(concludeLimitCycle([settled], format)).toBe(
      'RMSProp stays between 0.01 and 0.06 from step 50 on, a limit cycle at constant α.',
    )
  })

  it('is found where the loss comes back from a lower value and settles, though it still rises a little', () => {
    const back = Array.from({ length: 200 }, (_, index) => (index < 60 ? 10 * 0.9 ** index : 0.05 + index * 1e-5))
    // The second half runs from 0.05 + 100·10⁻⁵ to 0.05 + 199·10⁻⁵, and every value before it is outside of that.
    expect(limitCycleOf(curve('RMSProp', back))).toEqual({ sinceStep: 101, low: back[100], high: back[199] })
  })

  it('is not said of a loss that still falls, however slowly gradient descent goes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-7, max: 0.0399, noNaN: true }),
        fc.integer({ min: 40, max: 3000 }),
        (rate, steps) => {
          expect(limitCycleOf(curve('gradient descent', bowlLoss(rate, steps)))).toBeNull()
        },
      ),
    )
  })

  it('is not said where there is noise, divergence, too little to see, or a minimum reached', () => {
    expect(limitCycleOf({ ...settled, isNoiseFree: false })).toBeNull()
    expect(limitCycleOf({ ...settled, status: 'diverged' })).toBeNull()
    expect(limitCycleOf(curve('short', [1, 0.1, 0.1, 0.1]))).toBeNull()
    expect(limitCycleOf(curve('done', [100, ...new Array<number>(200).fill(1e-13)]))).toBeNull()
    expect(limitCycleOf(curve('zero', [100, ...new Array<number>(200).fill(0)]))).toBeNull()
  })

  it('of several runs names them together', () => {
    expect(concludeLimitCycle([settled, { ...settled, label: 'Adam' }], format)).toBe(
      'RMSProp and Adam stop falling and end in limit cycles at constant α.',
    )
  })
})

describe('the other sentences', () => {
  it('name the winner first, with the step it won at', () => {
    const a = curve('Adam', [0.3, 0.0712, 0.08])
    const b = curve('RMSProp', [0.2, 0.0746, 0.0746])
    expect(concludeBest([b, a], 'lowest', 'validation loss', format)).toBe(
      'Lowest validation loss: Adam 0.0712 at step 2 and RMSProp 0.0746.',
    )
    expect(concludeBest([a], 'highest', 'accuracy', format)).toBe('Highest accuracy 0.3 at step 1.')
    expect(concludeBest([], 'highest', 'accuracy', format)).toBe('')
  })

  it('name every diverged run with its step', () => {
    const gone = { status: 'diverged', step: 1204 } as const
    expect(concludeDivergence([curve('a', [1], gone), curve('b', [1]), curve('c', [1], { ...gone, step: 7 })])).toBe(
      'a diverged at step 1204 and c at step 7.',
    )
    expect(concludeDivergence([curve('b', [1])])).toBe('')
  })

  it('compare the last medians of s_dW as a ratio, and give each spread', () => {
    const high = { median: curve('RMSProp', [1, 3.1e-6]), spread: 120 }
    const low = { median: curve('Adam', [1, 7.8e-8]), spread: null }
    // 3.1e-6 / 7.8e-8 = 39.7
    expect(concludeSecondMoment([low, high], format)).toBe(
      'Last median: RMSProp 0.0000031, 40 times Adam’s 7.8e-8. Spread p95/p5: 120 (RMSProp).',
    )
    expect(concludeSecondMoment([{ ...low, spread: 9.4 }, high], format)).toContain(
      'Spread p95/p5: 9.4 (Adam) to 120 (RMSProp).',
    )
    expect(concludeSecondMoment([high], format)).toBe('Last median: RMSProp 0.0000031. Spread p95/p5: 120.')
    expect(concludeSecondMoment([{ median: curve('x', []), spread: null }], format)).toBe('')
    const zero = { median: curve('zero', [0]), spread: null }
    expect(concludeSecondMoment([high, zero], format)).toContain('RMSProp 0.0000031, zero 0.')
  })

  it('say from where to where one run went, and where several ended', () => {
    expect(concludeRange([curve('a', [0.1, 0.05])], format)).toBe('From 0.1 to 0.05.')
    expect(concludeRange([curve('a', [0.1, 0.05]), curve('b', [0.1, 0.01])], format)).toBe('Last: b 0.01 and a 0.05.')
  })
})

describe('words', () => {
  it('list a few and count the rest', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listed(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ])
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 others')
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and c')
  })

  it('start every sentence with a capital and drop empty ones', () => {
    expect(sentences('', 'a b.', 'C.')).toBe('A b. C.')
  })

  it('round to the next 1, 2 or 5 times a power of ten, always above', () => {
    expect([0.13, 1, 0.05, 9e-4, 6e-30].map(roundAbove)).toEqual([0.2, 2, 0.1, 1e-3, 1e-29])
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        expect(roundAbove(value)).toBeGreaterThan(value)
        expect(roundAbove(value) / value).toBeLessThanOrEqual(2.5 * (1 + 1e-12))
      }),
    )
  })
})
