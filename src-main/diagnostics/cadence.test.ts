import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cadence, checkCadence, isDue, ownCadence, standardCadences } from './cadence'

const byDefault = { every: 0, evaluateEvery: 0 }
const cheap = { stepNs: 500, rowNs: 1, evaluationNs: 1 }
const steps = fc.integer({ min: 1, max: 30_000 })
const nanoseconds = fc.integer({ min: 1, max: 1e9 })
const costs = fc.record({ stepNs: nanoseconds, rowNs: nanoseconds, evaluationNs: nanoseconds })
const noEpochs = (totalSteps: number) => ({ totalSteps, stepsPerEpoch: null })

function stepsOf(cadence: Cadence, totalSteps = cadence.totalSteps): number[] {
  return Array.from({ length: totalSteps }, (_, index) => index + 1).filter((step) => isDue(cadence, step))
}

const sparse = (totalSteps: number, cost: typeof cheap) =>
  standardCadences(byDefault, noEpochs(totalSteps), cost).sparsely
const own = (totalSteps: number, { stepNs, rowNs }: Pick<typeof cheap, 'stepNs' | 'rowNs'>, every = 0) =>
  ownCadence({ when: 'sparsely' }, every, noEpochs(totalSteps), stepNs, rowNs)!

describe.each([
  { of: 'the standard list', cadenceOf: sparse, share: 0.02, freeNs: 4e6, fewest: 32 },
  { of: 'an entry of its own', cadenceOf: own, share: 0.01, freeNs: 2e6, fewest: 8 },
])('every 0 of $of', ({ cadenceOf, share, freeNs, fewest }) => {
  test('gives at most about 2,000 rows, the first and the last step among them', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const cadence = cadenceOf(totalSteps, cost)
        const rows = stepsOf(cadence)
        expect(rows.length).toBeLessThanOrEqual(2002 + Math.log2(cadence.every))
        expect(rows[0]).toBe(1)
        expect(rows.at(-1)).toBe(totalSteps)
      }),
      { numRuns: 30 },
    )
  })

  test('above the fewest rows, those between first and last cost at most a share of the arithmetic, or what is free', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const rows = Math.floor(totalSteps / cadenceOf(totalSteps, cost).every)
        if (rows > fewest)
          expect(rows * cost.rowNs).toBeLessThanOrEqual(Math.max(share * totalSteps * cost.stepNs, freeNs))
      }),
    )
  })

  test('however dear they are, half of the fewest rows are there when there are as many steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: fewest, max: 30_000 }), (totalSteps) => {
        const { every } = cadenceOf(totalSteps, { stepNs: 1, rowNs: 1e12, evaluationNs: 1 })
        expect(totalSteps / every).toBeGreaterThanOrEqual(fewest / 2)
      }),
    )
  })

  test('adds the powers of two before the second regular row to the regular ones, and nothing behind it', () => {
    fc.assert(
      fc.property(steps, costs, (totalSteps, cost) => {
        const cadence = cadenceOf(totalSteps, cost)
        const regular = stepsOf({ ...cadence, hasEarlyRows: false })
        const early = Array.from({ length: 15 }, (_, power) => 2 ** power)
        const added = early.filter((step) => step < cadence.every && step <= totalSteps)
        expect(new Set(stepsOf(cadence))).toEqual(new Set([...regular, ...added]))
      }),
      { numRuns: 30 },
    )
  })

  test('gives a row a step while rows are cheap, and none more often when they cost more', () => {
    expect(cadenceOf(2000, cheap).every).toBe(1)
    fc.assert(
      fc.property(steps, costs, fc.integer({ min: 1, max: 100 }), (totalSteps, cost, times) => {
        const dearer = { ...cost, rowNs: cost.rowNs * times }
        expect(cadenceOf(totalSteps, dearer).every).toBeGreaterThanOrEqual(cadenceOf(totalSteps, cost).every)
      }),
    )
  })
})

test('a run of a billion steps has early rows at powers of two', () => {
  const cadence = sparse(1e9, cheap)
  expect(stepsOf(cadence, 1000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
})

test('a given cadence is kept, whatever it costs', () => {
  const dear = { stepNs: 1, rowNs: 1e12, evaluationNs: 1e12 }
  const length = { totalSteps: 11, stepsPerEpoch: 3 }
  const { sparsely, atEvaluations } = standardCadences({ every: 4, evaluateEvery: 5 }, length, dear)
  expect(stepsOf(sparsely)).toEqual([1, 4, 8, 11])
  expect(stepsOf(atEvaluations)).toEqual([5, 10, 11])
  expect(stepsOf(own(11, dear, 4))).toEqual([1, 4, 8, 11])
})

describe('epochs', () => {
  const evaluations = (totalSteps: number, stepsPerEpoch: number | null, cost = cheap) =>
    standardCadences(byDefault, { totalSteps, stepsPerEpoch }, cost).atEvaluations

  test('evaluations come once an epoch by default, and at the last step', () => {
    expect(stepsOf(evaluations(8, 3))).toEqual([3, 6, 8])
  })

  test('evaluations that cost too much come once in a whole number of epochs, thirty-two at least in a long run', () => {
    const dear = { ...cheap, evaluationNs: 1e12 }
    expect(evaluations(32 * 20, 20, dear).every).toBe(20)
    expect(evaluations(320 * 20, 20, dear).every).toBe(200)
    expect(evaluations(320 * 20, 20).every).toBe(20)
  })

  test('what is due every epoch is due at its last step alone, and never where there are none', () => {
    const length = { totalSteps: 8, stepsPerEpoch: 3 }
    expect(stepsOf(standardCadences(byDefault, length, cheap).everyEpoch!)).toEqual([3, 6])
    expect(stepsOf(ownCadence({ when: 'everyEpoch' }, 2, length, 1, 1)!)).toEqual([6])
    expect(standardCadences(byDefault, noEpochs(8), cheap).everyEpoch).toBeNull()
    expect(ownCadence({ when: 'everyEpoch' }, 2, noEpochs(8), 1, 1)).toBeNull()
  })
})

test('whether a run has diverged is looked at where the sparse rows of an open document are, the early ones left out', () => {
  fc.assert(
    fc.property(steps, costs, (totalSteps, cost) => {
      const checks = checkCadence(noEpochs(totalSteps), cost)
      expect(checks).toEqual({ ...sparse(totalSteps, cost), hasEarlyRows: false })
    }),
  )
})
