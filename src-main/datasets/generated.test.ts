/** Circles, spirals, blobs, Friedman's regression and the penguins. */
import { describe, expect, test } from 'vitest'
import { blobs } from './blobs'
import { circles } from './circles'
import type { DatasetDefinition } from './dataset'
import { friedman1 } from './friedman1'
import { penguinMass } from './penguinMass'
import { measuredPenguins, penguinSpecies, penguins } from './penguins'
import { spirals } from './spirals'
import { allExamples, examplesOf, partNames } from './testing/examplesOf'
import { settingsOf } from './testing/settingsOf'
import { twoMoons } from './twoMoons'

const drawn: readonly DatasetDefinition[] = [twoMoons, circles, spirals, blobs, friedman1]

describe('drawn data', () => {
  test.each(drawn)('$kind: the seed decides points and digest', (definition) => {
    const settings = settingsOf(definition, { samples: 50 })
    const [first, again, other] = [1, 1, 2].map((seed) => definition.load(settings, seed))
    expect(allExamples(again!)).toEqual(allExamples(first!))
    expect(again!.digest).toBe(first!.digest)
    expect(other!.digest).not.toBe(first!.digest)
  })

  test.each(drawn)('$kind: a seed of their own decides them, whatever the seed of the run', (definition) => {
    const own = settingsOf(definition, { samples: 50, seed: 7 })
    expect(own.seed).toBe(7)
    const [first, again] = [1, 2].map((runSeed) => definition.load(own, runSeed))
    const ofRun = definition.load(settingsOf(definition, { samples: 50 }), 7)
    expect(first!.digest).toBe(ofRun.digest)
    for (const part of partNames) {
      expect(examplesOf(first!, part)).toEqual(examplesOf(ofRun, part))
      expect(examplesOf(again!, part)).toEqual(examplesOf(ofRun, part))
    }
  })

  test.each(drawn)('$kind: left out, the seed stays out of the settings', (definition) => {
    expect(settingsOf(definition)).not.toHaveProperty('seed')
    expect(() => settingsOf(definition, { seed: -1 })).toThrow('= -1, must be a whole number in [0, 9007199254740991]')
    expect(() => settingsOf(definition, { seed: 0.5 })).toThrow('must be a whole number')
  })

  test.each(drawn)('$kind: is what its description says', (definition) => {
    const settings = settingsOf(definition)
    const dataset = definition.load(settings, 3)
    const { kind, inputShape, outputs } = dataset
    expect(definition.describe(settings)).toEqual({ kind, inputShape, outputs })
    expect(dataset.classNames).toHaveLength(kind === 'classification' ? outputs : 0)
  })

  test.each([twoMoons, circles, spirals, blobs])('$kind: classes differ by one point at most', (definition) => {
    const dataset = definition.load(settingsOf(definition, { samples: 101 }), 3)
    const counts = dataset.classNames.map(
      (_, index) => allExamples(dataset).filter((example) => example.at(-1) === index).length,
    )
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })
})

test('circles: without noise every point lies on its circle', () => {
  const dataset = circles.load(settingsOf(circles, { noise: 0, radius: 0.25 }), 3)
  for (const [x, y, index] of allExamples(dataset)) {
    expect(Math.hypot(x!, y!)).toBeCloseTo(index === 1 ? 0.25 : 1, 12)
  }
})

test('spirals: without noise the angle of a point follows from its radius and its arm', () => {
  const dataset = spirals.load(settingsOf(spirals, { noise: 0, classes: 3, turns: 2 }), 3)
  for (const [x, y, arm] of allExamples(dataset)) {
    const turns = 2 * Math.hypot(x!, y!) + arm! / 3 - Math.atan2(y!, x!) / (2 * Math.PI)
    expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-9)
  }
})

describe('blobs', () => {
  test('without spread a class is one point, its centre, inside of the box', () => {
    const dataset = blobs.load(settingsOf(blobs, { spread: 0, scaling: 'none', features: 3, classes: 4 }), 3)
    const points = new Set(allExamples(dataset).map(String))
    expect(points.size).toBe(4)
    for (const example of allExamples(dataset)) {
      for (const coordinate of example.slice(0, 3)) expect(Math.abs(coordinate)).toBeLessThanOrEqual(10)
    }
  })

  test('more points leave the centres where they are', () => {
    const centres = (samples: number) => {
      const dataset = blobs.load(settingsOf(blobs, { spread: 0, scaling: 'none', samples }), 3)
      return [...new Set(allExamples(dataset).map(String))].sort()
    }
    expect(centres(900)).toEqual(centres(30))
  })

  test('more numbers than fit are refused', () => {
    const settings = { ...settingsOf(blobs), samples: 1_000_000, features: 101 }
    expect(blobs.check?.(settings)).toEqual([
      { path: 'features', message: '= 101, must leave samples × features ≤ 100000000' },
    ])
  })
})

describe('friedman1', () => {
  test('without noise is the function of the paper, and inputs beyond the fifth say nothing', () => {
    const dataset = friedman1.load(settingsOf(friedman1, { noise: 0, features: 7 }), 3)
    for (const [x1, x2, x3, x4, x5, , , y] of allExamples(dataset)) {
      const wanted = 10 * Math.sin(Math.PI * x1! * x2!) + 20 * (x3! - 0.5) ** 2 + 10 * x4! + 5 * x5!
      expect(y).toBeCloseTo(wanted, 10)
    }
  })

  test('has the mean that integration gives: 10·0.5246 + 20/12 + 5 + 2.5', () => {
    // ∫∫ sin(πxy) = (γ + ln π − Ci(π))/π = 0.5246…
    const targets = allExamples(friedman1.load(settingsOf(friedman1, { samples: 100_000 }), 3)).map(
      (row) => row.at(-1)!,
    )
    const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length
    expect(mean).toBeCloseTo(5.246 + 20 / 12 + 7.5, 1)
  })
})

describe('penguins', () => {
  const birds = measuredPenguins()
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  test('are the published ones: 151 Adelie, 68 Chinstrap and 123 Gentoo were measured', () => {
    const counts = penguinSpecies.map((_, species) => birds.filter((bird) => bird.species === species).length)
    expect(counts).toEqual([151, 68, 123])
  })

  test('have the means that the summary of palmerpenguins gives', () => {
    expect(mean(birds.map((bird) => bird.billLengthMm))).toBeCloseTo(43.92, 2)
    expect(mean(birds.map((bird) => bird.billDepthMm))).toBeCloseTo(17.15, 2)
    expect(mean(birds.map((bird) => bird.flipperLengthMm))).toBeCloseTo(200.9, 1)
    expect(mean(birds.map((bird) => bird.bodyMassG))).toBeCloseTo(4201.75, 1)
  })

  test('as classes: four measurements, standardised on the training part alone', () => {
    const dataset = penguins.load(settingsOf(penguins), 1)
    expect(dataset).toMatchObject({ kind: 'classification', inputShape: [4], outputs: 3 })
    const training = examplesOf(dataset, 'training')
    for (let place = 0; place < 4; place++) expect(mean(training.map((row) => row[place]!))).toBeCloseTo(0, 10)
  })

  test('as a regression: 168 males and 165 females, in kilograms', () => {
    const dataset = penguinMass.load(settingsOf(penguinMass, { scaling: 'none' }), 1)
    const rows = allExamples(dataset)
    expect(dataset).toMatchObject({ kind: 'regression', inputShape: [8], outputs: 1, classNames: [] })
    expect([rows.filter((row) => row[7] === 1).length, rows.filter((row) => row[6] === 1).length]).toEqual([168, 165])
    expect(mean(rows.map((row) => row[8]!))).toBeCloseTo(4.2, 1)
    for (const row of rows) expect(row[3]! + row[4]! + row[5]!).toBe(1)
  })
})
