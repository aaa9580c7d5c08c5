/** Differences of powers of x and of kinks at h = 1, where each is a fraction worked out by hand from the formulas. */
import { describe, expect, test } from 'vitest'
import { type LossAlong, lossAlong, slopeOf } from './lossSlope'

const power = (exponent: number) => (x: number) => {
  let product = 1
  for (let factors = 0; factors < exponent; factors++) product *= x
  return product
}
const slopeAtOne = (f: LossAlong, known = 0) => slopeOf(f, f(0), 1, known)

test('up to the sixth power the central difference is the derivative, up to the third the sides are', () => {
  for (const exponent of [1, 2, 3, 4, 5, 6]) {
    expect(slopeAtOne(power(exponent)).central).toBeCloseTo(exponent === 1 ? 1 : 0, 12)
  }
  for (const exponent of [1, 2, 3]) {
    const { left, right } = slopeAtOne(power(exponent))
    expect([left, right]).toEqual(exponent === 1 ? [1, 1] : [0, 0])
  }
})

test.each([1, -1])('the first power each cannot see shows, %d times, as sizes without a sign', (sign) => {
  const seventh = slopeAtOne((x) => sign * power(7)(x))
  expect(seventh.central).toBe(sign * 36)
  // The five-point difference of x⁷ is −20.
  expect(seventh).toMatchObject({ right: sign * 540, left: sign * 540, jump: 0, bend: 0, uncertainty: 2 * (36 + 20) })
  const fourth = slopeAtOne((x) => sign * power(4)(x))
  // The three-point sides of x⁴ are ∓6.
  expect(fourth).toMatchObject({
    right: sign * 6,
    left: -sign * 6,
    jump: 12,
    bend: 12 + 12,
    uncertainty: 2 * (12 + 24),
  })
})

test('at half the step the first power they cannot see weighs an eighth', () => {
  const { jump, bend, right } = slopeOf(power(4), 0, 0.5, 0)
  expect({ jump, bend, right }).toEqual({ jump: 12 / 8, bend: 24 / 8, right: 6 / 8 })
})

test('a kink at the value is all jump, upwards as downwards', () => {
  expect(slopeAtOne(Math.abs)).toMatchObject({ central: 0, right: 1, left: -1, jump: 2, bend: 0 })
  expect(slopeAtOne((x) => -Math.abs(x))).toMatchObject({ central: 0, right: -1, left: 1, jump: 2, bend: 0 })
})

test('one kink, wherever it is, puts the central difference off by no more than 0.82 of the estimates’ differences', () => {
  let most = 0
  for (let d = -3.5; d <= 3.5; d += 1 / 512) {
    const { central, uncertainty, noise } = slopeAtOne((x) => Math.max(0, x - d))
    expect(noise).toBe(0)
    const off = d === 0 ? 0 : Math.abs(central - (d < 0 ? 1 : 0))
    if (uncertainty > 0) most = Math.max(most, off / (uncertainty / 2))
    else expect(off).toBe(0)
  }
  expect(most).toBeLessThan(0.82)
  expect(most).toBeGreaterThan(0.8)
})

describe('when every loss is off by η', () => {
  const [known, step] = [6, 0.5]
  const flat = slopeOf(() => 0, 0, step, known)

  test('in the worst way, the central difference is off by its noise', () => {
    const signs: Record<number, number> = { 1: 1, 2: -1, 3: 1, [-1]: -1, [-2]: 1, [-3]: -1 }
    const { central } = slopeOf((x) => known * signs[x / step]!, 0, step, known)
    expect(flat.noise).toBeCloseTo(central, 12)
    expect(flat.uncertainty).toBe(flat.noise)
  })

  test('in the worst way, a side is off by its noise', () => {
    const signs: Record<number, number> = { 1: 1, 2: -1, 3: 1, [-1]: -1, [-2]: 1, [-3]: -1 }
    const f = (x: number) => known * signs[x / step]!
    expect(flat.sideNoise).toBeCloseTo(slopeOf(f, -known, step, known).right, 12)
    expect(flat.sideNoise).toBeCloseTo(slopeOf(f, known, step, known).left, 12)
  })
})

test('a loss is seen from a distance, and the value is left as it was', () => {
  const values = Float64Array.of(5, 0.1, 7)
  const f = lossAlong(() => values[0]! + 10 * values[1]! + values[2]!, values, 1)
  expect(f(0.25)).toBe(12 + 10 * 0.35)
  expect(values).toEqual(Float64Array.of(5, 0.1, 7))
})
