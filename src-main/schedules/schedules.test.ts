/** Laws that every schedule of the list keeps; where one cannot, its definition says why. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schedules } from './index'
import { aRun, ratesOf, scheduleOf } from './testing/scheduleOf'

const { totalSteps } = aRun
const steps = fc.integer({ min: 0, max: 100_000 })
/** Of the base rate, from one step to the next: half a cosine over 300 steps changes by half of this. */
const largestChange = 0.01

describe.each(schedules)('$kind', ({ kind, exceptions = {}, fields }) => {
  const schedule = scheduleOf({ kind })

  test('the rate is finite, not negative, and never above the rate of the optimizer', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const rate = schedule.rateAt(step)
        expect(Number.isFinite(rate) && rate >= 0 && rate <= 0.1).toBe(true)
      }),
    )
  })

  test('the rate is proportional to that of the optimizer', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -6, max: 6 }), (step, power) => {
        const scaled = scheduleOf({ kind }, { baseRate: 0.1 * 2 ** power })
        expect(scaled.rateAt(step)).toBe(schedule.rateAt(step) * 2 ** power)
      }),
    )
  })

  test('the rate of a step does not depend on which were asked before', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 20 }), steps, (before, step) => {
        const fresh = scheduleOf({ kind })
        const asked = scheduleOf({ kind })
        for (const earlier of before) asked.rateAt(earlier)
        expect(asked.rateAt(step)).toBe(fresh.rateAt(step))
      }),
    )
  })

  test(`starts at the rate of the optimizer${exceptions.startsAtTheBaseRate ? `, or not: ${exceptions.startsAtTheBaseRate}` : ''}`, () => {
    expect(schedule.rateAt(0) === 0.1).toBe(exceptions.startsAtTheBaseRate === undefined)
  })

  test(`never rises${exceptions.neverRises ? `, or does: ${exceptions.neverRises}` : ''}`, () => {
    const rates = ratesOf(schedule, totalSteps + 1)
    expect(rates.every((rate, step) => step === 0 || rate <= rates[step - 1]!)).toBe(
      exceptions.neverRises === undefined,
    )
  })

  test(`never jumps${exceptions.neverJumps ? `, or does: ${exceptions.neverJumps}` : ''}`, () => {
    const rates = ratesOf(schedule, 2 * totalSteps)
    const jumps = rates.filter((rate, step) => step > 0 && Math.abs(rate - rates[step - 1]!) > largestChange * 0.1)
    expect(jumps.length === 0).toBe(exceptions.neverJumps === undefined)
  })

  test('once its steps are over the rate stays', () => {
    if (!('steps' in fields)) return
    const { rateAt } = scheduleOf({ kind, steps: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 100_000 }), (step) => {
        expect(rateAt(step)).toBe(rateAt(40))
      }),
    )
  })

  test('without steps of its own it lasts for the run', () => {
    if (fields.steps?.default !== 0) return
    const given = scheduleOf({ kind, steps: totalSteps })
    fc.assert(
      fc.property(steps, (step) => {
        expect(schedule.rateAt(step)).toBe(given.rateAt(step))
      }),
    )
  })

  test('a warm-up rises in a straight line to its start, and then it begins', () => {
    if (exceptions.takesAnyWarmup !== undefined) {
      expect(fields).not.toHaveProperty('warmupSteps')
      return
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 5000 }),
        (warmupSteps, warmupStartFactor, step) => {
          const warm = scheduleOf({ kind, warmupSteps, warmupStartFactor }, { totalSteps: totalSteps + warmupSteps })
          expect(warm.rateAt(warmupSteps + step)).toBe(schedule.rateAt(step))
          const start = schedule.rateAt(0)
          const half = warm.rateAt(Math.min(step, warmupSteps - 1))
          const share = Math.min(step, warmupSteps - 1) / warmupSteps
          expect(half).toBeCloseTo(start * (warmupStartFactor + (1 - warmupStartFactor) * share), 14)
        },
      ),
    )
  })
})

describe('where schedules end', () => {
  test.each([
    [{ kind: 'linear', endFactor: 0.25 }, 0.025],
    [{ kind: 'cosine', floor: 0.003 }, 0.003],
    [{ kind: 'polynomial', power: 3, floor: 0.003 }, 0.003],
    [{ kind: 'oneCycle', peak: 2, startDivisor: 4, endDivisor: 10 }, 0.05],
    [{ kind: 'oneCycle', peak: 2, warmupFraction: 1 }, 2],
    [{ kind: 'linearWarmup', steps: 10, startFactor: 0 }, 0.1],
  ])('%j ends on %d', (document, rate) => {
    expect(scheduleOf(document).rateAt(totalSteps)).toBeCloseTo(rate, 15)
  })

  test('one cycle that rises for no step starts one step behind its peak', () => {
    const { rateAt } = scheduleOf({ kind: 'oneCycle', peak: 2, warmupFraction: 0 })
    const last = 2 / 25 / 10_000
    const share = 1 / (totalSteps + 1)
    expect(rateAt(0)).toBeCloseTo(last + ((2 - last) * (1 + Math.cos(Math.PI * share))) / 2, 12)
    expect(rateAt(0)).toBeLessThan(2)
  })

  test('the inverse-time rate has fallen to a third after two periods of n steps', () => {
    const schedule = scheduleOf({ kind: 'inverseTime', decayRate: 1, every: 250 }, { baseRate: 0.3 })
    expect(schedule.rateAt(500)).toBeCloseTo(0.1, 15)
  })

  test('a warm-up longer than the run leaves the schedule one step, and no rate that is none', () => {
    const schedule = scheduleOf({ kind: 'cosine', warmupSteps: 5000 })
    expect(ratesOf(schedule, 6000).every(Number.isFinite)).toBe(true)
  })
})

test('a document of a run made before there was a warm-up trains as it did', () => {
  const constant = schedules.find(({ kind }) => kind === 'constant')
  expect(constant?.create({}, aRun).rateAt(3)).toBe(0.1)
})

describe('momentum that one cycle drives', () => {
  const cycling = { kind: 'oneCycle', cycleMomentum: true } as const

  test('is lowest where the rate is highest, and is not there unless it is asked for', () => {
    const { rateAt, momentumAt } = scheduleOf(cycling, { totalSteps: 999 })
    const peak = 0.3 * 1000 - 1
    expect(momentumAt!(peak)).toBe(0.85)
    expect(rateAt(peak)).toBe(0.1)
    expect([momentumAt!(0), momentumAt!(999), momentumAt!(5000)]).toEqual([0.95, 0.95, 0.95])
    expect(scheduleOf({ kind: 'oneCycle' }).momentumAt).toBeUndefined()
  })

  test('stays at its first value in a warm-up', () => {
    const { momentumAt } = scheduleOf({ ...cycling, warmupSteps: 10 }, { totalSteps: 110 })
    const alone = scheduleOf(cycling, { totalSteps: 100 })
    expect([0, 9, 10].map((step) => momentumAt!(step))).toEqual([0.95, 0.95, 0.95])
    expect(momentumAt!(35)).toBe(alone.momentumAt!(25))
  })
})

test('every preset of a schedule is accepted, and sets all that matters but the length and the peak', () => {
  for (const { kind, presets = [], fields } of schedules) {
    for (const { title, values } of presets) {
      expect(() => scheduleOf({ kind, ...values })).not.toThrow()
      const own = Object.keys(fields).filter(
        (name) => !['peak', 'steps', 'warmupSteps', 'warmupStartFactor'].includes(name),
      )
      expect(Object.keys(values).sort(), title).toEqual(own.sort())
    }
  }
})
