/**
 * Dropout, inverted: in training every number is kept with probability 1 − rate and divided by it, else set to 0; an
 * evaluation changes nothing.
 *
 *   y = x·m,   m = 1/(1 − rate) where kept, 0 where dropped        dx = dy·m
 *
 * Every training pass draws its masks anew, one 32-bit word a number in order, from the layer's own stream
 * `dropout:name`; a number is kept when its word is at least rate·2³². A rate of 0 draws all the same.
 * Source: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov, "Dropout", JMLR 15, 2014; scaled in training
 * (section 10 there) as PyTorch and Keras do.
 */
import { createGenerator } from '../generator'
import type { Layer, LayerContext, LayerDefinition, LayerParts } from './layer'
import { sizeOf } from './sizeOf'
import type { DropoutSpecification } from './specification'

const TWO_TO_32 = 4294967296

function buildDropout({ rate }: DropoutSpecification, context: LayerContext): Layer {
  const size = sizeOf(context.inputShape)
  const generator = createGenerator(context.seed, `dropout:${context.name}`)
  const { copy, multiply } = context.kernels.elements
  const mask = context.kernels.allocate(context.precision, context.maxRows * size)
  const scale = 1 / (1 - rate)
  const threshold = rate * TWO_TO_32
  const draw = (rows: number): void => {
    for (let i = 0; i < rows * size; i++) mask[i] = generator.nextUint32() >= threshold ? scale : 0
  }
  const parts: LayerParts = {
    draw,
    forward(outputs, inputs, rows, mode, first) {
      const length = rows * size
      if (mode === 'evaluation') {
        copy(outputs, inputs, length)
        return
      }
      multiply(outputs, inputs, mask, first * size, length)
    },
    inputGradients(inputGradients, outputGradients, _outputs, _inputs, rows, first) {
      multiply(inputGradients, outputGradients, mask, first * size, rows * size)
    },
  }
  return {
    parts,
    generators: [{ name: context.name, generator }],
    bind() {},
    initialise() {},
    forward(outputs, inputs, rows, mode) {
      if (mode === 'training') draw(rows)
      parts.forward(outputs, inputs, rows, mode, 0)
    },
    backward(inputGradients, outputGradients, outputs, inputs, rows) {
      if (inputGradients !== null) parts.inputGradients(inputGradients, outputGradients, outputs, inputs, rows, 0)
    },
  }
}

export const dropout: LayerDefinition<DropoutSpecification> = {
  measure({ rate }, inputShape) {
    if (!(rate >= 0 && rate < 1)) throw new RangeError(`rate = ${rate}, must be in [0, 1)`)
    return { outputShape: inputShape, parameters: [], innerNumbers: sizeOf(inputShape) }
  },
  build: buildDropout,
}
