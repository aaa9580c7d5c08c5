/** What reduceOnPlateau does with the losses it is told; its rates against PyTorch's are in fixtures.test.ts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratesOf, scheduleOf } from './testing/scheduleOf'

const kind = 'reduceOnPlateau'
const settings = { kind, factor: 0.5, patience: 2 }
const losses = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 200 })

describe('on a plateau', () => {
  test('the fourth loss that is not better than the first lowers the rate of the step after it', () => {
    expect(ratesOf(scheduleOf(settings), 6, [1, 1, 1, 1, 1, 1])).toEqual([0.1, 0.1, 0.1, 0.1, 0.05, 0.05])
  })

  test('a loss that falls keeps the rate', () => {
    const falling = Array.from({ length: 100 }, (_, step) => 1 / (1 + step))
    expect(new Set(ratesOf(scheduleOf(settings), 100, falling))).toEqual(new Set([0.1]))
  })

  test('a loss that is not a number counts as not better', () => {
    expect(ratesOf(scheduleOf(settings), 5, [1, Number.NaN, Number.NaN, Number.NaN]).at(-1)).toBe(0.05)
  })

  test('the mean of every n training losses is one loss; by itself n is an epoch', () => {
    const plateau = Array.from({ length: 20 }, (_, step) => (step % 4 === 0 ? 4 : 0))
    const given = ratesOf(scheduleOf({ ...settings, every: 4 }), 20, plateau)
    expect(ratesOf(scheduleOf(settings, { stepsPerEpoch: 4 }), 20, plateau)).toEqual(given)
    expect(given.map((rate) => rate < 0.1).indexOf(true)).toBe(16)
  })

  test('watching the validation loss, only evaluations count', () => {
    const { rateAt, follower } = scheduleOf({ ...settings, watch: 'validationLoss' })
    const rates = Array.from({ length: 40 }, (_, step) => {
      const rate = rateAt(step)
      follower?.hear({ step, trainingLoss: 1, validationLoss: step % 5 === 4 ? 1 : null })
      return rate
    })
    expect(rates.map((rate) => rate < 0.1).indexOf(true)).toBe(20)
  })

  test('losses of a warm-up are not heard', () => {
    const plain = ratesOf(scheduleOf(settings), 20, Array(20).fill(1))
    const warm = ratesOf(scheduleOf({ ...settings, warmupSteps: 7 }), 27, Array(27).fill(1))
    expect(warm.slice(7)).toEqual(plain)
  })

  test('its state, copied and written back, goes on with the same rates', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 0, max: 199 }), (heard, place) => {
        const document = { ...settings, every: 3, cooldown: 2 }
        const whole = ratesOf(scheduleOf(document), heard.length, heard)
        const before = scheduleOf(document)
        const cut = Math.min(place, heard.length)
        ratesOf(before, cut, heard)
        const after = scheduleOf(document)
        after.follower?.state.set(before.follower?.state ?? [])
        expect(ratesOf(after, heard.length - cut, heard.slice(cut))).toEqual(whole.slice(cut))
      }),
    )
  })
})

describe('before any loss is known', () => {
  const settingsOfAny = fc.record({
    factor: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    patience: fc.integer({ min: 0, max: 6 }),
    cooldown: fc.integer({ min: 0, max: 6 }),
    every: fc.integer({ min: 1, max: 5 }),
    minimum: fc.constantFrom(0, 0.002, 0.5),
    smallestChange: fc.constantFrom(0, 1e-8, 0.003),
    warmupSteps: fc.integer({ min: 0, max: 10 }),
  })

  test('the rate lies between that of a loss that never gets better and that of none at all', () => {
    fc.assert(
      fc.property(settingsOfAny, losses, (given, heard) => {
        const schedule = scheduleOf({ kind, ...given })
        const fresh = scheduleOf({ kind, ...given })
        const rates = ratesOf(schedule, heard.length, heard)
        rates.forEach((rate, step) => {
          expect(rate).toBeLessThanOrEqual(fresh.rateAt(step))
          expect(rate * (1 + 1e-12)).toBeGreaterThanOrEqual(fresh.follower?.lowestRateAt(step) ?? 0)
        })
      }),
    )
  })

  test('the lowest rate is that of a loss that never gets better', () => {
    fc.assert(
      fc.property(settingsOfAny, (given) => {
        const heard = Array(120).fill(1)
        const rates = ratesOf(scheduleOf({ kind, ...given }), 120, heard)
        const { follower } = scheduleOf({ kind, ...given })
        rates.forEach((rate, step) => {
          expect(follower?.lowestRateAt(step)).toBeCloseTo(rate, 13)
        })
      }),
    )
  })
})
