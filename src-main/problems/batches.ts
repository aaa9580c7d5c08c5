/**
 * The order in which examples are trained on.
 *
 * Every epoch goes through all examples once, in an order drawn anew from the seed's stream `dataOrder`. The last batch
 * of an epoch holds what is left and may be smaller; it is kept.
 */
import { createGenerator } from '../engine/generator'

export interface Batch {
  /** Indices of examples; shared, good until the next call. */
  readonly order: Uint32Array
  readonly start: number
  readonly count: number
}

export interface Batches {
  readonly stepsPerEpoch: number
  /** The batch of a step, from 1; rising steps only, and the first may be any: orders of epochs before it are drawn again. */
  next(step: number): Batch
  /** Examples in the batch of a step. */
  rowsOf(step: number): number
}

export function createBatches(examples: number, batchSize: number, seed: number): Batches {
  const generator = createGenerator(seed, 'dataOrder')
  const order = Uint32Array.from({ length: examples }, (_, index) => index)
  const stepsPerEpoch = Math.ceil(examples / batchSize)
  let epochsDrawn = 0
  const startOf = (step: number): number => ((step - 1) % stepsPerEpoch) * batchSize
  const rowsOf = (step: number): number => Math.min(batchSize, examples - startOf(step))
  return {
    stepsPerEpoch,
    next(step) {
      const epoch = Math.floor((step - 1) / stepsPerEpoch)
      for (; epochsDrawn <= epoch; epochsDrawn++) generator.shuffle(order)
      return { order, start: startOf(step), count: rowsOf(step) }
    },
    rowsOf,
  }
}
