import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nativeAddon } from '../trainer/nativeAddon'
import { type Arena, createArena } from './arena'
import { backends } from './kernels/backend'
import { createKernels } from './kernels/createKernels'
import type { Kernels } from './kernels/kernels'
import { typescriptKernels } from './kernels/typescriptKernels'
import type { LayerSpec } from './layers'
import type { LossName } from './losses'
import { buildNetwork } from './network'
import { float32Kernels } from './testing/float32Kernels'

/** a small network trained for eight steps by PyTorch in float64 */
interface NetworkFixture {
  readonly layers: readonly LayerSpec[]
  readonly loss: LossName
  readonly input: { readonly shape: readonly number[]; readonly values: readonly number[] }
  readonly target: readonly (number | readonly number[])[]
  readonly initial: readonly FixtureParameter[]
  readonly firstLoss: number
  readonly firstGradients: readonly FixtureParameter[]
  /** PyTorch's RMSprop adds weightDecay·w to every gradient; its losses and gradients are printed without it */
  readonly optimizer: {
    readonly learningRate: number
    readonly beta2: number
    readonly epsilon: number
    readonly weightDecay: number
  }
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

function prepare({ layers, loss, input, target, initial, optimizer }: NetworkFixture, kernels: Kernels) {
  const { precision } = kernels
  const [rows, ...inputShape] = input.shape
  const l2 = { strength: optimizer.weightDecay, scope: 'all' } as const
  const network = buildNetwork({ layers, loss, inputShape, precision, maxRows: rows!, l2, seed: 0, kernels })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  network.bind(arena)
  network.inputs.set(input.values)
  arena.values.set(flatten(initial, arena))
  return { network, arena, rows: rows!, targets: target.flat() }
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

const names = [
  'mlp-relu-softmax',
  'mlp-tanh-bce',
  'mlp-leaky-mse',
  'mlp-gelu-softmax',
  'mlp-relu-softmax-l2',
  'mlp-batchnorm',
  'mlp-layernorm',
  'cnn',
]

describe.each(names)('%s of PyTorch', (name) => {
  const fixture = readNetworkFixture(name)
  const decay = fixture.optimizer.weightDecay

  test('float64: first loss and every first gradient agree to 1e-10', () => {
    const { network, arena, rows, targets } = prepare(fixture, typescriptKernels('float64'))
    arena.gradients.fill(Number.NaN)
    const loss = network.lossAndGradients(targets, rows) - network.penalty()
    expect(relativeDifference(loss, fixture.firstLoss)).toBeLessThan(1e-10)
    const expected = flatten(fixture.firstGradients, arena)
    // a gradient that cancels to nothing, as of a bias before batchNorm, is held to the size of its neighbours
    const scale = 1e-5 * Math.max(...expected.map(Math.abs))
    expected.forEach((value, index) => {
      const own = arena.gradients[index]! - decay * arena.values[index]!
      expect(Math.abs(own - value) / Math.max(Math.abs(value), scale)).toBeLessThan(1e-10)
    })
  })

  test('float64: eight RMSProp losses agree to 1e-9', () => {
    expect(largestLossDifference(fixture, typescriptKernels('float64'))).toBeLessThan(1e-9)
  })

  // A sum of up to n = 48 products and its activations err by about n·u·Σ|terms| at most, u = 2⁻²⁴ = 6e-8, and far less
  // on average; inputs and weights are rounded once more. With terms of order 1 this bounds the first loss by 1e-5
  // relative, and gradients by 1e-5 of the largest one, which is made of the same sums.
  test.each(float32Kernels)('float32 by $name: first loss to 1e-6, gradients to 5e-6 of the largest', ({ make }) => {
    const { network, arena, rows, targets } = prepare(fixture, make())
    const loss = network.lossAndGradients(targets, rows) - network.penalty()
    expect(relativeDifference(loss, fixture.firstLoss)).toBeLessThan(1e-6)
    const expected = flatten(fixture.firstGradients, arena)
    const scale = Math.max(...expected.map(Math.abs))
    expected.forEach((value, index) => {
      const own = arena.gradients[index]! - decay * arena.values[index]!
      expect(Math.abs(own - value) / scale).toBeLessThan(5e-6)
    })
  })

  // RMSProp's steps do not shrink with the gradient: where a gradient is itself rounding (about 1e-8), its step of up to
  // α/√(1 − β₂) = 0.03 has either sign. Such elements move the loss by gradient times step, 3e-10 each and step; the
  // others err by u relative. Eight steps of a hundred elements keep this below the rounding of the loss's own sums.
  test.each(float32Kernels)('float32 by $name: eight RMSProp losses to 1e-6', ({ make }) => {
    expect(largestLossDifference(fixture, make())).toBeLessThan(1e-6)
  })
})

test('every backend that is here reproduces them', () => {
  const here = new Set(float32Kernels.map(({ make }) => make().backend))
  expect([...here]).toEqual(
    backends.filter((backend) => createKernels(backend, 'float32', nativeAddon()).backend === backend),
  )
})

function largestLossDifference(fixture: NetworkFixture, kernels: Kernels): number {
  const { network, arena, rows, targets } = prepare(fixture, kernels)
  expect(fixture.losses).toHaveLength(8)
  let largest = 0
  for (const expected of fixture.losses) {
    const loss = network.lossAndGradients(targets, rows) - network.penalty()
    largest = Math.max(largest, relativeDifference(loss, expected))
    stepRmsprop(arena, fixture.optimizer)
  }
  return largest
}
