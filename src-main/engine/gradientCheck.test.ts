import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createArena } from './arena'
import { checkGradients } from './gradientCheck'

const arena = createArena('float64', [
  { name: 'x', shape: [2] },
  { name: 'y', shape: [1] },
])
arena.values.set([3, -2, 0.5])
// loss = x₀² + 3·x₀·x₁ + y³
const loss = () => {
  const [x0, x1, y] = arena.values
  return x0! * x0! + 3 * x0! * x1! + y! * y! * y!
}
const exact = Float64Array.of(2 * 3 + 3 * -2, 3 * 3, 3 * 0.25)

test('an exact gradient passes, and the values are left as they were', () => {
  const before = arena.values.slice()
  const checks = checkGradients(loss, arena.values, exact, arena.parameters)
  for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-9)
  expect(arena.values).toEqual(before)
})

test('a wrong element fails its parameter only, and is named first', () => {
  const wrong = exact.slice()
  wrong[1]! += 0.01
  const [x, y] = checkGradients(loss, arena.values, wrong, arena.parameters, { worstCount: 1 })
  expect(x!.relativeDifference).toBeGreaterThan(1e-5)
  expect(x!.worst).toHaveLength(1)
  expect(x!.worst[0]).toMatchObject({ index: 1, analytic: 9.01 })
  expect(y!.relativeDifference).toBeLessThan(1e-9)
})

test.each([1e170, 1e-170])(
  'gradients of %d, whose squares leave the range of float64, pass and fail like others',
  (size) => {
    const steep = () => size * (arena.values[0]! + 2 * arena.values[1]!)
    const [right] = checkGradients(steep, arena.values, Float64Array.of(size, 2 * size, 0), arena.parameters)
    expect(right!.relativeDifference).toBeLessThan(1e-7)
    const [wrong] = checkGradients(steep, arena.values, Float64Array.of(size, 2.5 * size, 0), arena.parameters)
    expect(wrong!.relativeDifference).toBeCloseTo(0.5 / (Math.hypot(1, 2) + Math.hypot(1, 2.5)), 5)
  },
)

test('a parameter without influence has difference 0, also beside the rounding of a large loss', () => {
  const [x] = checkGradients(() => 1, arena.values, new Float64Array(3), arena.parameters)
  expect(x!.relativeDifference).toBe(0)
  let calls = 0
  const jittery = () => 1 + (calls++ % 2) * 2 ** -52
  expect(checkGradients(jittery, arena.values, new Float64Array(3), arena.parameters)[0]!.relativeDifference).toBe(0)
  const [, still] = checkGradients(
    () => 1 + arena.values[0]!,
    arena.values,
    Float64Array.of(1, 0, 1e-16),
    arena.parameters,
  )
  expect(still!.relativeDifference).toBe(0)
  expect(still!.relativeUncertainty).toBeLessThan(1e-9)
})

describe('one element', () => {
  const one = createArena('float64', [{ name: 'x', shape: [1] }])
  const checkAt = (x: number, lossOf: (x: number) => number, analytic: number) => {
    one.values[0] = x
    return checkGradients(() => lossOf(one.values[0]!), one.values, Float64Array.of(analytic), one.parameters)[0]!
  }
  const bent = (x: number) => Math.max(x - 1, 0) + x * x

  test('at a kink the gradient of either side passes, and any other is left out', () => {
    for (const slope of [0, 1]) {
      expect(checkAt(1, bent, slope + 2)).toMatchObject({ oneSided: 1, atKink: 0 })
      expect(checkAt(1, bent, slope + 2).relativeDifference).toBeLessThan(1e-8)
    }
    for (const slope of [-1, 0.4, 1.01, 2]) {
      expect(checkAt(1, bent, slope + 2)).toMatchObject({ checked: 1, oneSided: 0, atKink: 1, relativeDifference: 0 })
    }
  })

  test.each([1e-6, 3e-5, 1e-3])(
    'beside a kink %d away there is a derivative, and any other number is wrong',
    (away) => {
      for (const x of [1 - away, 1 + away]) {
        const exact = (x > 1 ? 1 : 0) + 2 * x
        expect(checkAt(x, bent, exact).relativeDifference).toBeLessThan(1e-7)
        for (const factor of [0.99, 1.01, 2]) {
          expect(checkAt(x, bent, factor * exact)).toMatchObject({ atKink: 0 })
          expect(checkAt(x, bent, factor * exact).relativeExcess).toBeGreaterThan(1e-3)
        }
      }
    },
  )

  test('where several bend at the value there is no derivative, and the gradient of none of them is left out', () => {
    const shared = (x: number) => 0.2 * Math.max(x, 0) - 0.5 * Math.max(-x, 0) + 0.3 * Math.max(3 * x, 0) + x * x
    expect(checkAt(0, shared, 0)).toMatchObject({ atKink: 1, relativeDifference: 0, relativeExcess: 0, worst: [] })
  })

  test('a loss that bends a hundred thousand times as fast as its parameter is measured is no kink', () => {
    const steep = (x: number) => Math.tanh(1e5 * x)
    const exact = 1e5 * (1 - Math.tanh(0.5) ** 2)
    expect(checkAt(5e-6, steep, exact)).toMatchObject({ oneSided: 0, atKink: 0 })
    expect(checkAt(5e-6, steep, exact).relativeDifference).toBeLessThan(1e-7)
    expect(checkAt(5e-6, steep, 1.01 * exact).relativeExcess).toBeGreaterThan(1e-3)
  })
})

describe('under a loss that is large beside its gradient', () => {
  /** 1, 100, …: from where nothing is lost to where nothing is left */
  const offsets = fc.integer({ min: 0, max: 9 }).map((power) => 100 ** power)
  const smooth = createArena('float64', [{ name: 'x', shape: [4] }])
  const here = () => Float64Array.from(smooth.values)
  const waves = (offset: number) => () =>
    here().reduce((sum, x, i) => sum + Math.sin((i + 1) * x), 0) + smooth.values[0]! * smooth.values[1]! + offset
  const gradientAt = (x: Float64Array) =>
    x.map((each, i) => (i + 1) * Math.cos((i + 1) * each) + (i === 0 ? x[1]! : i === 1 ? x[0]! : 0))
  const check = (offset: number, analytic: Float64Array) =>
    checkGradients(waves(offset), smooth.values, analytic, smooth.parameters)[0]!
  const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 })

  test('a right gradient is off by no more than its uncertainty', () => {
    fc.assert(
      fc.property(points, offsets, (x, offset) => {
        smooth.values.set(x)
        const { relativeDifference, relativeUncertainty, relativeExcess, atKink } = check(offset, gradientAt(here()))
        expect(relativeExcess).toBeLessThan(1e-7)
        expect(atKink).toBe(0)
        if (relativeUncertainty < 1e-8) expect(relativeDifference).toBeLessThan(1e-7)
      }),
    )
  })

  test('a gradient wrong by 1 % is found, or it is said that it cannot be', () => {
    fc.assert(
      fc.property(points, offsets, (x, offset) => {
        smooth.values.set(x)
        const { relativeUncertainty, relativeExcess } = check(
          offset,
          gradientAt(here()).map((each) => 1.01 * each),
        )
        expect(relativeExcess > 1e-5 || relativeUncertainty > 1e-3).toBe(true)
      }),
    )
  })

  test('plus 1e10 it is known to 1e-3, so that 1 % is found', () => {
    smooth.values.set([0.3, -0.7, 0.2, 0.1])
    const exact = gradientAt(here())
    expect(check(1e10, exact)).toMatchObject({ relativeExcess: 0 })
    expect(check(1e10, exact).relativeUncertainty).toBeGreaterThan(1e-7)
    expect(check(1e10, exact).relativeUncertainty).toBeLessThan(1e-3)
    expect(
      check(
        1e10,
        exact.map((each) => 1.01 * each),
      ).relativeExcess,
    ).toBeGreaterThan(1e-3)
  })

  test('a gradient of next to nothing is not called right when nothing can be said of it', () => {
    const pair = createArena('float64', [
      { name: 'large', shape: [1] },
      { name: 'small', shape: [1] },
    ])
    pair.values.set([0.5, 0.5])
    const vanishing = () => 1 + pair.values[0]! ** 2 + 1e-12 * pair.values[1]! ** 2
    const [large, small] = checkGradients(vanishing, pair.values, Float64Array.of(1, 1.01e-12), pair.parameters)
    expect(large!.relativeDifference).toBeLessThan(1e-9)
    expect(small!.relativeUncertainty).toBeGreaterThan(1e-5)
  })
})

describe('the loss is asked for', () => {
  /** How often, where f is linear so that a difference is exact but for what is said of it. */
  const callsFor = (at: readonly number[], slopes: readonly number[], analytic: readonly number[], offset = 0) => {
    const line = createArena('float64', [{ name: 'x', shape: [at.length] }])
    line.values.set(at)
    let calls = 0
    const lossOf = () => {
      calls++
      return slopes.reduce((sum, slope, i) => sum + slope * line.values[i]!, offset)
    }
    const [check] = checkGradients(lossOf, line.values, Float64Array.from(analytic), line.parameters)
    return { calls, check: check! }
  }

  test('once and twice an element whose gradient is within 1e-7 of the difference, and oftener beyond', () => {
    for (const sign of [1, -1]) {
      for (const within of [1 - 0.9e-7, 1 + 0.9e-7]) expect(callsFor([0], [sign], [sign * within]).calls).toBe(3)
      for (const beyond of [1 - 1.1e-7, 1 + 1.1e-7]) expect(callsFor([0], [sign], [sign * beyond]).calls).toBe(27)
    }
  })

  test('with that tolerance of the largest of the element and the typical element of its parameter', () => {
    // The root mean square of 1 and 0 is √½; of 8 and 0 it is √32, below 8.
    expect(callsFor([0, 0], [1, 0], [1, 0.69e-7]).calls).toBe(5)
    expect(callsFor([0, 0], [1, 0], [1, 0.72e-7]).calls).toBe(29)
    expect(callsFor([0, 0], [-8, 0], [-8 + 7.9e-7, 0]).calls).toBe(5)
  })

  test('and oftener where noise of 2ε·|loss|/h is above 1e-5 of the gradient, however well they agree', () => {
    // 2·2⁻⁵²·|loss| / 2⁻¹⁷ = 1e-5 at this loss.
    const bound = 1e-5 * 2 ** 34
    for (const sign of [1, -1]) {
      expect(callsFor([0], [1], [1], sign * Math.floor(0.99 * bound)).calls).toBe(3)
      expect(callsFor([0], [1], [1], sign * Math.ceil(1.01 * bound)).calls).toBeGreaterThan(3)
    }
  })

  test('that noise, over the width of the value, is the uncertainty', () => {
    const loss = 2 ** 16
    const noise = loss * 2 ** -34
    expect(callsFor([0.5], [1], [1], loss - 0.5).check.relativeUncertainty).toBeCloseTo(noise / 2, 15)
    for (const value of [8, -8]) {
      expect(callsFor([value], [1], [1], -loss - value).check.relativeUncertainty).toBeCloseTo(noise / 8 / 2, 15)
    }
  })

  test('no oftener for gradients that are all small', () => {
    expect(callsFor([0.5], [1e-15], [1e-15 * (1 + 5e-8)]).calls).toBe(3)
  })
})

test('a gradient below 1e-13 of the largest is rounding, uncertain relative to that largest; one above it is wrong where the loss does not change', () => {
  const pair = createArena('float64', [
    { name: 'large', shape: [1] },
    { name: 'still', shape: [4] },
  ])
  let calls = 0
  const large = () => {
    calls++
    return 1 + 2 * pair.values[0]!
  }
  const stillAt = (gradient: number) =>
    checkGradients(large, pair.values, Float64Array.of(2, ...Array(4).fill(gradient)), pair.parameters)[1]!
  const { relativeDifference, relativeUncertainty, relativeExcess } = stillAt(0.9 * 2e-13)
  expect([relativeDifference, relativeExcess]).toEqual([0, 0])
  // The loss is 1, so that each difference is known to 2·2⁻⁵²/2⁻¹⁷.
  expect(relativeUncertainty).toBeCloseTo(2 ** -34 / (2 * 2), 20)
  expect(calls).toBe(1 + 2 * 5)
  expect(stillAt(1.1 * 2e-13)).toMatchObject({ relativeDifference: 1 })
})

test('the five elements furthest apart are listed, the worst first', () => {
  const seven = createArena('float64', [{ name: 'x', shape: [7] }])
  const gradients = Float64Array.of(-1, 3, -7, 2, 6, -4, 5).map((apart) => 10 + apart)
  const tenfold = () => 10 * Float64Array.from(seven.values).reduce((sum, value) => sum + value, 0)
  const [check] = checkGradients(tenfold, seven.values, gradients, seven.parameters)
  expect(check!.worst.map(({ index, analytic }) => [index, analytic])).toEqual([
    [2, 3],
    [4, 16],
    [6, 15],
    [5, 6],
    [1, 13],
  ])
})

test('only the elements asked for are checked, and every one is reported', () => {
  const wrong = exact.slice()
  wrong[1]! += 1
  let elements = 0
  const checks = checkGradients(loss, arena.values, wrong, arena.parameters, {
    elementsOf: () => [0],
    onElement: () => elements++,
  })
  expect(checks.map(({ length, checked }) => [length, checked])).toEqual([
    [2, 1],
    [1, 1],
  ])
  expect(elements).toBe(2)
  for (const { relativeDifference } of checks) expect(relativeDifference).toBeLessThan(1e-9)
})

test('a NaN in a gradient is no pass, at a kink neither', () => {
  arena.values[0] = 0
  const [kink] = checkGradients(
    () => Math.abs(arena.values[0]!),
    arena.values,
    Float64Array.of(Number.NaN, 0, 0),
    arena.parameters,
  )
  expect(kink!.relativeExcess).toBeNaN()
  arena.values[0] = 3
  const [x] = checkGradients(loss, arena.values, Float64Array.of(Number.NaN, 9, 0), arena.parameters)
  expect(x!.relativeDifference).toBeNaN()
  expect(x!.worst[0]!.index).toBe(0)
  const [late] = checkGradients(loss, arena.values, Float64Array.of(1e9, Number.NaN, 0), arena.parameters)
  expect(late!.worst.map(({ index }) => index)).toEqual([1, 0])
})

test('float32 values are refused', () => {
  expect(() => checkGradients(loss, new Float32Array(3), exact, arena.parameters)).toThrow(
    'precision = float32, must be float64 to check gradients',
  )
})
