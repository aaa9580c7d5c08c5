import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nativeAddon } from '../../trainer/nativeAddon'
import { createArena } from '../arena'
import { createGenerator } from '../generator'
import { createKernels } from '../kernels/createKernels'
import type { Kernels } from '../kernels/kernels'
import type { LayerSpec } from '../layers'
import { buildNetwork } from '../network'
import { firstDifference } from '../testing/sameBits'
import { startOfShare } from './share'
import { SplitChain } from './splitChain'

const MAX_ROWS = 13
const layers: readonly LayerSpec[] = [
  { kind: 'flatten' },
  { kind: 'dense', units: 17 },
  { kind: 'activation', activation: 'relu' },
  { kind: 'dropout', rate: 0.3 },
  { kind: 'dense', units: 9 },
  { kind: 'activation', activation: 'tanh' },
  { kind: 'dense', units: 5 },
  { kind: 'activation', activation: 'relu' },
]

function makeNetwork(kernels: Kernels) {
  const { precision } = kernels
  const shared = { layers, inputShape: [1, 3, 5], loss: 'meanSquaredError', maxRows: MAX_ROWS, seed: 3 } as const
  const network = buildNetwork({ ...shared, precision, kernels })
  const arena = createArena(precision, network.declarations, kernels.allocate)
  network.bind(arena)
  const generator = createGenerator(5, 'test')
  network.initialise(generator)
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = generator.nextNormal()
  const targets = Array.from({ length: MAX_ROWS * network.outputSize }, () => generator.nextNormal())
  return { network, arena, targets }
}

/** Makes the passes of a network in so many parts, one after another. */
function inParts({ network, arena }: ReturnType<typeof makeNetwork>, kernels: Kernels, count: number): void {
  const { chain, ends } = network.links
  const split = new SplitChain(chain, ends, MAX_ROWS, kernels.precision, kernels.allocate)
  const eachShare = (visit: (index: number) => void): void => {
    // from the last to the first: nothing may depend on who comes first
    for (let index = count - 1; index >= 0; index--) visit(index)
  }
  const from = (rows: number, index: number) => startOfShare(rows, index, count, 4)
  network.passBy({
    forward(rows, mode) {
      if (mode === 'training') split.draw(rows)
      const partMode = mode === 'training' ? 'repeat' : mode
      eachShare((index) => split.forward(from(rows, index), from(rows, index + 1), partMode))
    },
    backward(rows) {
      arena.gradients.fill(Number.NaN)
      eachShare((index) => split.inputGradients(from(rows, index), from(rows, index + 1)))
      eachShare((index) => split.parameterGradients(rows, { index, count }))
    },
  })
}

test.each(['typescript', 'wasm'] as const)('passes in parts give the bits of whole passes (%s)', (backend) => {
  const rows = fc.array(fc.integer({ min: 1, max: MAX_ROWS }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), rows, (count, steps) => {
      const kernels = createKernels(backend, 'float32', nativeAddon())
      const [one, several] = [makeNetwork(kernels), makeNetwork(kernels)]
      inParts(several, kernels, count)
      for (const each of steps) {
        const losses = [one, several].map(({ network, targets }) => network.lossAndGradients(targets, each))
        expect(losses[1]).toBe(losses[0])
        expect(firstDifference(several.arena.gradients, one.arena.gradients)).toBe(null)
        expect(several.network.loss(several.targets, each)).toBe(one.network.loss(one.targets, each))
      }
    }),
    { numRuns: backend === 'wasm' ? 40 : 15 },
  )
})

test('a chain with a layer that has no parts cannot be split, and says which', () => {
  const kernels = createKernels('wasm', 'float32')
  const network = buildNetwork({
    layers: [{ kind: 'dense', units: 4 }, { kind: 'batchNorm' }],
    inputShape: [3],
    loss: 'meanSquaredError',
    precision: 'float32',
    maxRows: 4,
    seed: 1,
    kernels,
  })
  const { chain, ends } = network.links
  expect(() => new SplitChain(chain, ends, 4, 'float32', kernels.allocate)).toThrow('layers[1] has no parts')
})
