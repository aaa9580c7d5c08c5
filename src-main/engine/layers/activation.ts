/**
 * A layer that applies one of `activations` to every element. It has no parameters and keeps the shape.
 */
import type { Reals } from '../precision'
import { activations } from './activations'
import type { Layer, LayerContext, LayerDefinition } from './layer'
import { sizeOf } from './sizeOf'
import type { ActivationSpecification } from './specification'

/** Maas, Hannun & Ng 2013, section 3; also PyTorch's default */
const DEFAULT_SLOPE = 0.01
/** Clevert, Unterthiner & Hochreiter 2016; also PyTorch's default */
const DEFAULT_ALPHA = 1

function measureActivation(specification: ActivationSpecification, inputShape: readonly number[]) {
  const { activation } = specification
  if (!Object.hasOwn(activations, activation)) {
    throw new RangeError(`activation = ${activation}, must be one of ${Object.keys(activations).join(', ')}`)
  }
  const setting = settingOf(specification)
  if (!Number.isFinite(setting) || setting < 0) {
    throw new RangeError(`${activation === 'elu' ? 'alpha' : 'slope'} = ${setting}, must be ≥ 0`)
  }
  return { outputShape: inputShape, parameters: [], innerNumbers: 0 }
}

function settingOf({ activation, slope = DEFAULT_SLOPE, alpha = DEFAULT_ALPHA }: ActivationSpecification): number {
  return activation === 'elu' ? alpha : slope
}

function buildActivation(specification: ActivationSpecification, context: LayerContext): Layer {
  const setting = settingOf(specification)
  // a constant of float32 arithmetic is itself a float32
  const rounded = context.precision === 'float32' ? Math.fround(setting) : setting
  const { forward, backward } = context.kernels.activation(activations[specification.activation])
  const size = sizeOf(context.inputShape)
  return {
    parts: {
      forward: (outputs, inputs, rows) => forward(outputs, inputs, rows * size, rounded),
      inputGradients: (inputGradients, outputGradients, outputs, inputs, rows) =>
        backward(inputGradients, outputGradients, outputs, inputs, rows * size, rounded),
    },
    bind() {},
    initialise() {},
    forward(outputs: Reals, inputs: Reals, rows: number) {
      forward(outputs, inputs, rows * size, rounded)
    },
    backward(inputGradients, outputGradients, outputs, inputs, rows) {
      if (inputGradients === null) return
      backward(inputGradients, outputGradients, outputs, inputs, rows * size, rounded)
    },
  }
}

export const activation: LayerDefinition<ActivationSpecification> = {
  measure: measureActivation,
  build: buildActivation,
}
