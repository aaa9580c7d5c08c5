/** Equality bit for bit, as parity tests ask for it: +0 and −0 differ, any NaN equals any NaN. */
import type { Reals } from '../precision'

/** The first place where two arrays differ, with both values; null when nowhere. */
export function firstDifference(actual: Reals, expected: Reals): string | null {
  if (actual.length !== expected.length) return `length ${actual.length} instead of ${expected.length}`
  for (let index = 0; index < actual.length; index++) {
    if (!Object.is(actual[index], expected[index])) {
      return `[${index}] = ${show(actual[index]!)} instead of ${show(expected[index]!)}`
    }
  }
  return null
}

function show(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
