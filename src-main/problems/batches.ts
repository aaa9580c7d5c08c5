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
}

export function createBatches(examples: number, batchSize: number, seed: number): Batches {
  const generator = createGenerator(seed, 'dataOrder')
  const order = Uint32Array.from({ length: examples }, (_, index) => index)
  const stepsPerEpoch = Math.ceil(examples / batchSize)
  let epochsDrawn = 0
  return {
    stepsPerEpoch,
    next(step) {
      const position = (step - 1) % stepsPerEpoch
      const epoch = (step - 1 - position) / stepsPerEpoch
      for (; epochsDrawn <= epoch; epochsDrawn++) generator.shuffle(order)
      const start = position * batchSize
      return { order, start, count: Math.min(batchSize, examples - start) }
    },
  }
}
