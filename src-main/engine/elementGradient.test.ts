/** Losses whose differences are exact in binary, so that every estimate and every bound is known by hand. */
import { describe, expect, test } from 'vitest'
import { type Agreement, elementGradient } from './elementGradient'
import type { LossAlong } from './lossSlope'

interface Look {
  readonly exact: number
  readonly width?: number
  /** η */
  readonly known?: number
  readonly agreement?: Agreement
}

/** What is found, from how many points, and which steps were tried after the first two points. */
function lookAt(f: LossAlong, { exact, width = 1, known = 0, agreement = exactly }: Look) {
  const points: number[] = []
  const recorded = (x: number) => {
    points.push(x)
    return f(x)
  }
  const found = elementGradient(recorded, exact, { width, here: f(0), known }, agreement)
  const later = points.slice(2).map(Math.abs)
  const steps = later.filter((_, index) => index % 6 === 0)
  return { found, points, steps }
}

const exactly: Agreement = { tolerance: 1e-9, mostNoise: Number.POSITIVE_INFINITY }
const straight = (x: number) => 3 * x
/** −2 from the left, 4 from the right at 0 */
const kinked = (x: number) => x + 3 * Math.abs(x)
/** η by which a side is off by `noise` at this step; the narrower ones are worse. */
const knownFor = (noise: number, step: number) => (noise * step * 3) / 20

describe('at the first glance', () => {
  const known = 2 ** -40
  /** η/h */
  const noise = 2 ** -25
  const glance = (exact: number, agreement: Agreement) =>
    lookAt((x) => 3 * x + x * x, { exact, width: 4, known, agreement })

  test('what agrees is looked at from two points, 2⁻¹⁷ of the width to either side', () => {
    const { found, points } = glance(3, { tolerance: 2 ** -20, mostNoise: 1e-5 })
    expect(found).toEqual({ kind: 'derivative', numeric: 3, uncertainty: noise })
    expect(points).toEqual([2 ** -15, -(2 ** -15)])
  })

  test('as close as the tolerance agrees, and without one as close as the noise', () => {
    const seenFrom = (exact: number, tolerance: number | null) =>
      glance(exact, { tolerance, mostNoise: 1 }).points.length
    expect([3 - 2 ** -20, 3 + 2 ** -20].map((exact) => seenFrom(exact, 2 ** -20))).toEqual([2, 2])
    expect(seenFrom(3 + 1.5 * 2 ** -20, 2 ** -20)).toBeGreaterThan(2)
    expect([3 - noise, 3 + noise].map((exact) => seenFrom(exact, null))).toEqual([2, 2])
    expect(seenFrom(3 + 1.5 * noise, null)).toBeGreaterThan(2)
  })

  test('an estimate with more noise than a verdict stands on agrees with nothing', () => {
    expect(glance(3, { tolerance: 1, mostNoise: noise }).points).toHaveLength(2)
    expect(glance(3, { tolerance: 1, mostNoise: noise / 2 }).points.length).toBeGreaterThan(2)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a gradient of %d is looked at no further', (exact) => {
    const { found, points } = glance(exact, { tolerance: 2 ** -20, mostNoise: 1 })
    expect(found).toMatchObject({ kind: 'derivative', numeric: 3 })
    expect(points).toHaveLength(2)
  })
})

describe('steps are tried', () => {
  const [narrowest, narrow, wide, widest] = [2 ** -23, 2 ** -17, 2 ** -12, 2 ** -7]
  const stepsFor = (known: number, tolerance = 0, width = 1) =>
    lookAt(straight, { exact: 4, width, known, agreement: { tolerance, mostNoise: 1 } }).steps

  test('from the narrowest up where no loss is rounded, in units of the width', () => {
    expect(stepsFor(0)).toEqual([narrowest, narrow, wide, widest])
    expect(stepsFor(0, 0, 8)).toEqual([narrowest, narrow, wide, widest].map((step) => 8 * step))
  })

  test('from the widest down where every rounding matters', () => {
    expect(stepsFor(2 ** -40)).toEqual([widest, wide, narrow, narrowest])
  })

  test('from the narrowest whose noise is a fiftieth of the tolerance upwards, then downwards', () => {
    const tolerance = 2 ** -10
    const noiseAtNarrow = (share: number, width = 1) => stepsFor(share * tolerance * narrow * width, tolerance, width)
    expect(noiseAtNarrow(0.99 / 50)).toEqual([narrow, wide, widest, narrowest])
    expect(noiseAtNarrow(1.01 / 50)).toEqual([wide, widest, narrow, narrowest])
    expect(noiseAtNarrow(0.99 / 50, 8)).toEqual([narrow, wide, widest, narrowest].map((step) => 8 * step))
  })

  test('until one agrees', () => {
    const cubic = (x: number) => 3 * x + 2 ** 20 * x * x * x
    // The glance is off by 2²⁰·2⁻³⁴.
    const { found, points } = lookAt(cubic, { exact: 3, agreement: { tolerance: 2 ** -20, mostNoise: 1 } })
    expect(found).toEqual({ kind: 'derivative', numeric: 3, uncertainty: expect.any(Number) })
    expect(points).toHaveLength(8)
  })
})

describe('at a kink', () => {
  test.each([
    [-2, -2],
    [4, 4],
  ])('a gradient of %d is the derivative of that side', (exact, side) => {
    const known = knownFor(2 ** -20, 2 ** -7)
    const { found, points } = lookAt(kinked, { exact, known, agreement: { tolerance: 2 ** -30, mostNoise: 1 } })
    expect(found).toEqual({ kind: 'one side', numeric: side, uncertainty: expect.closeTo(2 ** -20, 12) })
    expect(points).toHaveLength(8)
    const downwards = (x: number) => x - 3 * Math.abs(x)
    expect(lookAt(downwards, { exact, known, agreement: { tolerance: 2 ** -30, mostNoise: 1 } }).found).toEqual(found)
  })

  test('the sides must be further apart than twice their noise and the tolerance', () => {
    // They are 6 apart; 4 is 3 away from the central difference of 1.
    const seenAt = (noise: number) => {
      const known = knownFor(noise, 2 ** -7)
      const { found, points } = lookAt(kinked, { exact: 4, known, agreement: { tolerance: 2, mostNoise: 100 } })
      return [found.kind, points.length]
    }
    expect(seenAt(1.95)).toEqual(['one side', 8])
    expect(seenAt(2.05)).toEqual(['derivative', 26])
  })

  test('a side too noisy to agree still explains a gradient within its noise and the tolerance', () => {
    const known = knownFor(0.25, 2 ** -7)
    const found = (exact: number) =>
      lookAt(kinked, { exact, known, agreement: { tolerance: 0.125, mostNoise: 0 } }).found
    for (const away of [-0.37, 0.37]) {
      expect(found(4 + away)).toEqual({ kind: 'one side', numeric: 4, uncertainty: expect.closeTo(0.25, 12) })
      expect(found(-2 + away)).toEqual({ kind: 'one side', numeric: -2, uncertainty: expect.closeTo(0.25, 12) })
    }
    // The noise of the central difference is 11/40 of a side's; the sides are 6 apart.
    const uncertainty = expect.closeTo((0.25 * 11) / 40 + 2 * 6, 12)
    expect(found(4.38)).toEqual({ kind: 'no derivative', numeric: 1, uncertainty })
    expect(found(-2.38)).toEqual({ kind: 'no derivative', numeric: 1, uncertainty })
  })

  test('beside the value it is denied by a step too narrow to reach it, unless that step could not see it', () => {
    const [away, narrow, wide] = [2 ** -14, 2 ** -17, 2 ** -12]
    const beside = (x: number) => 3 * x + Math.max(0, x - away)
    // From the wide step, tried first, the sides are this far apart; from the wider one, further.
    const jump = 1 - (11 * away) / (6 * wide)
    const found = (noise: number) =>
      lookAt(beside, { exact: 6, known: knownFor(noise, narrow), agreement: { tolerance: 0.125, mostNoise: 0 } }).found
    const denying = (jump - 0.125) / 2 - 0.001
    expect(found(denying)).toEqual({
      kind: 'derivative',
      numeric: 3,
      uncertainty: expect.closeTo((denying * 11) / 40, 12),
    })
    expect(found(denying + 0.002)).toMatchObject({ kind: 'no derivative' })
  })
})

describe('where nothing agrees and the loss is smooth', () => {
  test('the estimate that is known best counts', () => {
    const quartic = (x: number) => 3 * x + x * x * x * x
    const known = 2 ** -40
    const step = 2 ** -12
    const { found, points } = lookAt(quartic, { exact: 5, known })
    // At 2⁻¹² the sides are 12 h³ apart, and the three-point sides 12 h³ the other way round.
    const uncertainty = expect.closeTo(((11 / 6) * known) / step + 72 * step ** 3, 20)
    expect(found).toEqual({ kind: 'derivative', numeric: 3, uncertainty })
    expect(points).toHaveLength(26)
  })

  test('steps at which the loss is not finite are passed over', () => {
    const edge = (x: number) => (x > 2 ** -12 ? Number.POSITIVE_INFINITY : 3 * x)
    const known = 2 ** -40
    expect(lookAt(edge, { exact: 5, known }).found).toEqual({
      kind: 'derivative',
      numeric: 3,
      uncertainty: expect.closeTo(((11 / 6) * known) / 2 ** -17, 15),
    })
  })

  test('a loss that is nowhere finite gives no number', () => {
    const nowhere = (x: number) => (x === 0 ? 1 : Number.NaN)
    expect(lookAt(nowhere, { exact: 5 }).found).toEqual({
      kind: 'derivative',
      numeric: Number.NaN,
      uncertainty: Number.NaN,
    })
  })
})
