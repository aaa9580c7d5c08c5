/**
 * A layer that applies one of `activations` to every element. It has no parameters and keeps the shape.
 */
import type { Reals } from '../precision'
import { type ActivationName, activations } from './activations'
import type { Layer, LayerContext, LayerDefinition } from './layer'

export interface ActivationSpecification {
  readonly kind: 'activation'
  readonly name?: string | undefined
  readonly activation: ActivationName
  /** of leakyRelu; finite and ≥ 0 */
  readonly slope?: number | undefined
}

/** Maas, Hannun & Ng 2013, section 3; also PyTorch's default */
const DEFAULT_SLOPE = 0.01

function buildActivation(specification: ActivationSpecification, context: LayerContext): Layer {
  const { activation, slope = DEFAULT_SLOPE } = specification
  if (!Object.hasOwn(activations, activation)) {
    const allowed = Object.keys(activations).join(', ')
    throw new RangeError(`activation of ${context.name} = ${activation}, must be one of ${allowed}`)
  }
  if (!Number.isFinite(slope) || slope < 0) throw new RangeError(`slope of ${context.name} = ${slope}, must be ≥ 0`)
  // a constant of float32 arithmetic is itself a float32
  const roundedSlope = context.precision === 'float32' ? Math.fround(slope) : slope
  const { forward, backward } = context.kernels.activation(activations[activation])
  const size = context.inputShape.reduce((product, length) => product * length, 1)
  return {
    outputShape: context.inputShape,
    declarations: [],
    bind() {},
    initialise() {},
    forward(outputs: Reals, inputs: Reals, rows: number) {
      forward(outputs, inputs, rows * size, roundedSlope)
    },
    backward(inputGradients, outputGradients, outputs, inputs, rows) {
      if (inputGradients === null) return
      backward(inputGradients, outputGradients, outputs, inputs, rows * size, roundedSlope)
    },
  }
}

export const activation: LayerDefinition<ActivationSpecification> = { build: buildActivation }
