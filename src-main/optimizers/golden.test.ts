/** Trajectories of PyTorch 1.13.1, named in each file, and vectors computed apart from this program. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { optimizers } from './index'
import { largestRelativeDifference, type Settings, settingsOf, train } from './testing/trainOptimizer'

interface Fixture {
  readonly source: string
  readonly optimizer: { readonly kind: string } & Settings
  readonly initial: number[]
  readonly gradients: number[][]
  readonly weights: number[][]
  readonly state: Readonly<Record<string, number[][]>>
}

const folder = new URL('./testdata/', import.meta.url)
const fixtureFiles = readdirSync(folder).filter((file) => file.endsWith('.json'))

function readFixture(file: string): Fixture {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

describe('golden trajectories', () => {
  test('every optimizer of the list has one', () => {
    const kinds = new Set(fixtureFiles.map((file) => readFixture(file).optimizer.kind))
    expect(optimizers.map((definition) => definition.kind).filter((kind) => !kinds.has(kind))).toEqual([])
  })

  const runs = fixtureFiles.flatMap((file) => [
    { file, backend: 'typescript' as const },
    { file, backend: 'wasm' as const },
  ])
  test.each(runs)('$file is followed in $backend, weights and slots, to 1e-12', ({ file, backend }) => {
    const fixture = readFixture(file)
    const settings = settingsOf(fixture.optimizer)
    const { weights, slots } = train(settings, fixture.initial, fixture.gradients, 'float64', backend)
    const differences = { weights: largestRelativeDifference(weights, fixture.weights) }
    expect(differences.weights, 'weights').toBeLessThanOrEqual(1e-12)
    expect(Object.keys(slots).sort()).toEqual(Object.keys(fixture.state).sort())
    for (const [name, expected] of Object.entries(fixture.state)) {
      expect(largestRelativeDifference(slots[name]!, expected), name).toBeLessThanOrEqual(1e-12)
    }
  })
})

/** w₀ = 1, α = 0.1, g = 1, 0.5, −0.25 in float64; computed apart from this program, ten digits. */
const vectors: readonly (readonly [string, { readonly kind: string } & Settings, readonly number[]])[] = [
  [
    'RMSProp of the lecture, β₂ = 0.9',
    { kind: 'rmsprop', learningRate: 0.1 },
    [0.683772244, 0.5363302922, 0.611793929],
  ],
  [
    'RMSProp of the lecture, β₂ = 0.999',
    { kind: 'rmsprop', learningRate: 0.1, beta2: 0.999 },
    [-2.16227666, -3.577055847, -2.886398496],
  ],
  [
    'RMSprop of PyTorch',
    { kind: 'rmsprop', learningRate: 0.1, beta2: 0.99 },
    [9.999999029e-8, -0.4490131147, -0.2289089385],
  ],
  [
    'RMSprop of PyTorch, centred',
    { kind: 'rmsprop', learningRate: 0.1, beta2: 0.99, centered: true },
    [-0.005037714249, -0.4581252952, -0.2367295201],
  ],
  [
    'RMSprop of PyTorch, momentum 0.9',
    { kind: 'rmsprop', learningRate: 0.1, beta2: 0.99, momentum: 0.9 },
    [9.999999029e-8, -1.349013025, -2.343020661],
  ],
]

describe('conformance vectors', () => {
  test.each(vectors)('%s', (_, document, expected) => {
    const { weights } = train(settingsOf(document), [1], [[1], [0.5], [-0.25]])
    // The published digits are ten; the smallest value among them, 9.999999029e-8, is a difference of two numbers near 1.
    expected.forEach((value, step) => {
      expect(Math.abs(weights[step]![0]! - value)).toBeLessThanOrEqual(Math.max(6e-10 * Math.abs(value), 1e-15))
    })
  })
})
