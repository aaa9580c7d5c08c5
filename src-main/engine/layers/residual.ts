/**
 * Residual connection: what the inner layers make of the input is added to it.
 *
 *   y = x + F(x)        dx = dy + Fᵀ(dy)
 *
 * Variant: the input passes as it is, without a projection, so F must give back the shape it was given.
 * Source: He, Zhang, Ren & Sun, "Deep residual learning for image recognition", CVPR 2016, equation 1.
 */
import type { Layer, LayerContext, LayerDefinition, LayerMeasure, MeasureInner } from './layer'
import { sizeOf } from './sizeOf'
import type { ResidualSpecification } from './specification'

function measureResidual(
  { layers }: ResidualSpecification,
  inputShape: readonly number[],
  measureInner: MeasureInner,
): LayerMeasure {
  if (layers.length === 0) throw new RangeError('layers = [], must hold at least one layer')
  const { outputShape, parameters, innerNumbers } = measureInner(layers, inputShape)
  if (outputShape.join() !== inputShape.join()) {
    const shapes = `[${outputShape.join(', ')}] of an input of [${inputShape.join(', ')}]`
    throw new RangeError(`the inner layers make ${shapes}; to be added to it, it must keep that shape`)
  }
  return { outputShape, parameters, innerNumbers: innerNumbers + sizeOf(inputShape) }
}

function buildResidual({ layers }: ResidualSpecification, context: LayerContext): Layer {
  const size = sizeOf(context.inputShape)
  const inner = context.buildInner(layers)
  const { add } = context.kernels.elements
  const innerOutputs = context.kernels.allocate(context.precision, context.maxRows * size)
  return {
    tensors: inner.tensors ?? [],
    generators: inner.generators ?? [],
    bind: (parameters) => inner.bind(parameters),
    initialise: (generator) => inner.initialise(generator),
    forward(outputs, inputs, rows, mode) {
      inner.forward(innerOutputs, inputs, rows, mode)
      add(outputs, inputs, innerOutputs, rows * size)
    },
    backward(inputGradients, outputGradients, _outputs, inputs, rows) {
      inner.backward(inputGradients, outputGradients, innerOutputs, inputs, rows)
      if (inputGradients === null) return
      add(inputGradients, inputGradients, outputGradients, rows * size)
    },
  }
}

export const residual: LayerDefinition<ResidualSpecification> = { measure: measureResidual, build: buildResidual }
