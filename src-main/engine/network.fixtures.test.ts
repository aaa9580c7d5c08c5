import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Arena, createArena } from './arena'
import type { LayerSpec } from './layers'
import type { LossName } from './losses'
import { buildNetwork } from './network'

/** a small network trained for eight steps by PyTorch in float64 */
interface NetworkFixture {
  readonly layers: readonly LayerSpec[]
  readonly loss: LossName
  readonly input: { readonly shape: readonly [number, number]; readonly values: readonly number[] }
  readonly target: readonly (number | readonly number[])[]
  readonly initial: readonly FixtureParameter[]
  readonly firstLoss: number
  readonly firstGradients: readonly FixtureParameter[]
  readonly optimizer: { readonly learningRate: number; readonly beta2: number; readonly epsilon: number }
  /** the loss before each of the eight steps */
  readonly losses: readonly number[]
}

interface FixtureParameter {
  readonly layer: string
  readonly parameter: 'weight' | 'bias'
  readonly values: readonly number[]
}

function readNetworkFixture(name: string): NetworkFixture {
  return JSON.parse(readFileSync(new URL(`./testdata/${name}.json`, import.meta.url), 'utf8'))
}

function prepare(fixture: NetworkFixture) {
  const [rows, inputSize] = fixture.input.shape
  const { layers, loss } = fixture
  const network = buildNetwork({ layers, loss, inputSize, precision: 'float64', maxRows: rows })
  const arena = createArena('float64', network.declarations)
  network.bind(arena)
  network.inputs.set(fixture.input.values)
  arena.values.set(flatten(fixture.initial, arena))
  return { network, arena, rows, targets: fixture.target.flat() }
}

/** the fixture's values in the order of the arena, after checking that names and lengths agree */
function flatten(parameters: readonly FixtureParameter[], arena: Arena): number[] {
  const letters = { weight: 'W', bias: 'b' }
  expect(parameters.map(({ layer, parameter, values }) => [`${layer}.${letters[parameter]}`, values.length])).toEqual(
    arena.parameters.map(({ name, length }) => [name, length]),
  )
  return parameters.flatMap(({ values }) => [...values])
}

function relativeDifference(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300)
}

/** w ← w − α·g/(√s + ε), s ← β₂·s + (1 − β₂)·g² */
function stepRmsprop(arena: Arena, { learningRate, beta2, epsilon }: NetworkFixture['optimizer']): void {
  const s = arena.slots.get('s') ?? arena.addSlot('s', 0)
  for (let i = 0; i < arena.length; i++) {
    const g = arena.gradients[i]!
    s[i] = beta2 * s[i]! + (1 - beta2) * g * g
    arena.values[i]! -= (learningRate * g) / (Math.sqrt(s[i]!) + epsilon)
  }
}

describe.each(['mlp-relu-softmax', 'mlp-tanh-bce', 'mlp-leaky-mse'])('%s of PyTorch', (name) => {
  const fixture = readNetworkFixture(name)

  test('first loss and every first gradient agree to 1e-10', () => {
    const { network, arena, rows, targets } = prepare(fixture)
    arena.gradients.fill(Number.NaN)
    const loss = network.lossAndGradients(targets, rows)
    expect(relativeDifference(loss, fixture.firstLoss)).toBeLessThan(1e-10)
    const expected = flatten(fixture.firstGradients, arena)
    // a gradient that cancels to nothing is held to the size of its neighbours
    const scale = 1e-6 * Math.max(...expected.map(Math.abs))
    expected.forEach((value, index) => {
      const difference = Math.abs(arena.gradients[index]! - value) / Math.max(Math.abs(value), scale)
      expect(difference).toBeLessThan(1e-10)
    })
  })

  test('eight RMSProp losses agree to 1e-9', () => {
    const { network, arena, rows, targets } = prepare(fixture)
    expect(fixture.losses).toHaveLength(8)
    for (const expected of fixture.losses) {
      expect(relativeDifference(network.lossAndGradients(targets, rows), expected)).toBeLessThan(1e-9)
      stepRmsprop(arena, fixture.optimizer)
    }
  })
})
