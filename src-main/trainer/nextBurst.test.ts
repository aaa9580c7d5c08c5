import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextBurst } from './nextBurst'

test('steps of any length soon come in bursts of at most two milliseconds, or one by one, or a thousand at a time', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1000, noNaN: true }),
      fc.integer({ min: 1, max: 1024 }),
      (stepMs, first) => {
        let steps = first
        for (let burst = 0; burst < 12; burst++) steps = nextBurst(steps, steps * stepMs)
        expect(steps === 1 || steps * stepMs <= 2).toBe(true)
        expect(steps === 1024 || steps * stepMs >= 0.5).toBe(true)
        expect(Number.isInteger(steps)).toBe(true)
      },
    ),
  )
})
