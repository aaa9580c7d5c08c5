/** A small network with random parameters, inputs and targets, all from one seed, for the tests of this room. */
import { createArena } from '../arena'
import { createGenerator } from '../generator'
import type { LayerSpec } from '../layers'
import { buildNetwork, type NetworkOptions } from '../network'
import type { Precision } from '../precision'

export const ROWS = 4

export interface Setting extends Partial<NetworkOptions> {
  readonly layers: readonly LayerSpec[]
  readonly inputShape: readonly number[]
}

export function makeNetwork(setting: Setting) {
  const precision: Precision = setting.precision ?? 'float64'
  const options: NetworkOptions = { loss: 'meanSquaredError', maxRows: ROWS, seed: 3, precision, ...setting }
  const network = buildNetwork(options)
  const arena = createArena(precision, network.declarations, options.kernels?.allocate)
  network.bind(arena)
  const generator = createGenerator(11, 'test')
  network.initialise(generator)
  for (let i = 0; i < arena.length; i++) arena.values[i]! += 0.2 * generator.nextNormal()
  for (let i = 0; i < network.inputs.length; i++) network.inputs[i] = generator.nextNormal()
  const targets = Array.from({ length: options.maxRows * network.outputSize }, () => generator.nextNormal())
  return { network, arena, targets }
}
