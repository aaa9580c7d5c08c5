/** Data of the user's own, and regressions, from the file to the last step. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { npyBytes } from '../datasets/arrays/testing/arrayBytes'
import { trainToEnd } from './testing/trainToEnd'

const folder = mkdtempSync(join(tmpdir(), 'second-moment-own-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const layers = (outputs: number) => [
  { kind: 'dense', units: 16 },
  { kind: 'activation', activation: 'tanh' },
  { kind: 'dense', units: outputs },
]

const experiment = (dataset: object, outputs: number) => ({
  schemaVersion: 1,
  problem: { kind: 'network', dataset, layers: layers(outputs), batchSize: 16 },
  optimizer: { kind: 'rmsprop', learningRate: 0.01 },
  budget: { epochs: 30 },
  seed: 5,
})

/** Two clouds that a line parts, as a table with a category that says nothing. */
function flowers(name: string, shift = 0): string {
  const file = join(folder, name)
  const rows = Array.from({ length: 120 }, (_, row) => {
    const isRose = row % 2 === 0
    const x = (isRose ? 1 : -1) + ((row * 37) % 11) / 20 + shift
    return `${x},${(row * 53) % 17},${row % 3 === 0 ? 'wet' : 'dry'},${isRose ? 'rose' : 'lily'}`
  })
  writeFileSync(file, `x,y,soil,flower\n${rows.join('\n')}\n`)
  return file
}

describe('NPY files of colour images', () => {
  const [count, height, width, channels] = [40, 6, 5, 3]
  const colour = (example: number, y: number, x: number, c: number): number =>
    (example * 29 + y * 17 + x * 7 + c * (example % 2 === 0 ? 5 : 90)) % 256
  const list = (length: number) => [...Array(length).keys()]

  test('train a convolution to the same parameters with their channels first and last, and only if the document says which', async () => {
    const write = (name: string, values: readonly number[], shape: readonly number[]): string => {
      const file = join(folder, name)
      writeFileSync(file, npyBytes(values, { shape, type: 'u1' }))
      return file
    }
    const first = write(
      'first.npy',
      list(count).flatMap((n) =>
        list(channels).flatMap((c) => list(height).flatMap((y) => list(width).map((x) => colour(n, y, x, c)))),
      ),
      [count, channels, height, width],
    )
    const last = write(
      'last.npy',
      list(count).flatMap((n) =>
        list(height).flatMap((y) => list(width).flatMap((x) => list(channels).map((c) => colour(n, y, x, c)))),
      ),
      [count, height, width, channels],
    )
    const even = list(count).map((n) => n % 2)
    const targets = write('even.npy', even, [count])
    const digestOf = async (dataset: object) => {
      const document = experiment({ kind: 'npy', targets, ...dataset }, 2)
      const layers = [{ kind: 'conv2d', filters: 3 }, ...document.problem.layers]
      const { outcome } = await trainToEnd({
        ...document,
        problem: { ...document.problem, layers },
        budget: { steps: 20 },
      })
      return outcome.parameterDigest
    }
    const asTheyStand = await digestOf({ inputs: first })
    expect(await digestOf({ inputs: last, axes: 'channelsLast' })).toBe(asTheyStand)
    expect(await digestOf({ inputs: last })).not.toBe(asTheyStand)
  })
})

describe('a CSV file', () => {
  test('of classes is learned, twice with the same bits', async () => {
    const document = experiment({ kind: 'csv', file: flowers('flowers.csv') }, 2)
    const { outcome, prepared } = await trainToEnd(document)
    expect(outcome.testAccuracy).toBe(1)
    const again = await trainToEnd(document)
    expect(again.outcome.parameterDigest).toBe(outcome.parameterDigest)
    expect(again.prepared.dataDigest).toBe(prepared.dataDigest)
  })

  test('that has changed gives another data digest, wherever it stands', async () => {
    const digests = []
    for (const [name, shift] of [
      ['a.csv', 0],
      ['b.csv', 0],
      ['c.csv', 0.5],
    ] as const) {
      const document = { ...experiment({ kind: 'csv', file: flowers(name, shift) }, 2), budget: { steps: 1 } }
      digests.push((await trainToEnd(document)).prepared.dataDigest)
    }
    expect(digests[1]).toBe(digests[0])
    expect(digests[2]).not.toBe(digests[0])
  })

  test('whose classes do not fit the last layer ends before the first step, with what is wanted', async () => {
    const document = experiment({ kind: 'csv', file: flowers('flowers.csv') }, 3)
    await expect(trainToEnd(document)).rejects.toThrow(
      'experiment: problem.layers[2].units = 3 in the last layer, must be 2, one for each class',
    )
  })

  test('that is not there ends with its name', async () => {
    const file = join(folder, 'none.csv')
    await expect(trainToEnd(experiment({ kind: 'csv', file }, 1))).rejects.toThrow(
      `the dataset file ${file} cannot be read: there is no such file`,
    )
  })
})

describe('drawn data', () => {
  const trained = async (dataset: object, seed: number) => {
    const document = { ...experiment({ kind: 'twoMoons', samples: 60, ...dataset }, 2), budget: { steps: 5 }, seed }
    const { outcome, prepared } = await trainToEnd(document)
    return { data: prepared.dataDigest, parameters: outcome.parameterDigest }
  }

  test('with a seed of their own are the same in runs that differ by their initial weights', async () => {
    const [first, second, ofRun] = await Promise.all([trained({ seed: 3 }, 1), trained({ seed: 3 }, 2), trained({}, 3)])
    expect(second!.data).toBe(first!.data)
    expect(second!.parameters).not.toBe(first!.parameters)
    expect(ofRun!.data).toBe(first!.data)
    expect((await trained({ seed: 3 }, 3)).parameters).toBe(ofRun!.parameters)
  })
})

describe('a regression', () => {
  test.each([{ kind: 'friedman1', samples: 500, noise: 0 }, { kind: 'penguinMass' }])(
    '$kind: comes down far below the variance of its targets, with a loss and no accuracy',
    async (dataset) => {
      const { rows, outcome } = await trainToEnd(experiment(dataset, 1))
      const losses = rows.get('trainingLoss.value')!.values
      expect(outcome.trainingLoss).toBeLessThan(losses[0]! / 10)
      expect(outcome.validationLoss).toBeGreaterThan(0)
      expect([outcome.validationAccuracy, outcome.testAccuracy]).toEqual([null, null])
    },
  )
})

test('a run in float32 on a number that would be infinite is refused, and trains in float64', async () => {
  const file = join(folder, 'large.csv')
  writeFileSync(
    file,
    `x,y\n${Array.from({ length: 40 }, (_, row) => `${row === 7 ? '1e39' : row},${row}`).join('\n')}\n`,
  )
  const document = { ...experiment({ kind: 'csv', file, scaling: 'none' }, 1), budget: { epochs: 1 } }
  await expect(trainToEnd(document)).rejects.toThrow('has 1e+39 in column "x", which would be infinite in float32')
  await expect(trainToEnd({ ...document, precision: 'float64' })).resolves.toBeDefined()
})
