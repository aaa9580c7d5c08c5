/** Activations by WebAssembly, by the reference each is the twin of. */
import type { Activation } from '../layers/activations/activation'
import { elu } from '../layers/activations/elu'
import { gelu } from '../layers/activations/gelu'
import { leakyRelu } from '../layers/activations/leakyRelu'
import { logistic } from '../layers/activations/logistic'
import { relu } from '../layers/activations/relu'
import { silu } from '../layers/activations/silu'
import { softplus } from '../layers/activations/softplus'
import { tanh } from '../layers/activations/tanh'
import type { KernelExports, KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory

export function wasmActivations({ exports }: KernelInstance): ReadonlyMap<Activation, Activation> {
  return new Map([
    [relu, byOutputs(exports.reluForward, exports.reluBackward)],
    [leakyRelu, wasmLeakyRelu(exports)],
    [tanh, byOutputs(exports.tanhForward, exports.tanhBackward)],
    [gelu, byInputs(exports.geluForward, exports.geluBackward)],
    [silu, byInputs(exports.siluForward, exports.siluBackward)],
    [softplus, byInputs(exports.softplusForward, exports.softplusBackward)],
    [elu, wasmElu(exports)],
    [logistic, byOutputs(exports.sigmoidForward, exports.sigmoidBackward)],
  ])
}

/** Whose derivative is computed from the outputs. */
function byOutputs(forward: KernelExports['tanhForward'], backward: KernelExports['tanhBackward']): Activation {
  return {
    forward(outputs, inputs, length) {
      forward(locate(outputs, length), locate(inputs, length), length)
    },
    backward(inputGradients, outputGradients, outputs, _inputs, length) {
      backward(locate(inputGradients, length), locate(outputGradients, length), locate(outputs, length), length)
    },
  }
}

/** Whose derivative is computed from the inputs. */
function byInputs(forward: KernelExports['geluForward'], backward: KernelExports['geluBackward']): Activation {
  return {
    forward(outputs, inputs, length) {
      forward(locate(outputs, length), locate(inputs, length), length)
    },
    backward(inputGradients, outputGradients, _outputs, inputs, length) {
      backward(locate(inputGradients, length), locate(outputGradients, length), locate(inputs, length), length)
    },
  }
}

function wasmElu({ eluForward, eluBackward }: KernelExports): Activation {
  return {
    forward(outputs, inputs, length, alpha) {
      eluForward(locate(outputs, length), locate(inputs, length), length, alpha)
    },
    backward(inputGradients, outputGradients, outputs, inputs, length, alpha) {
      const dx = locate(inputGradients, length)
      const y = locate(outputs, length)
      eluBackward(dx, locate(outputGradients, length), y, locate(inputs, length), length, alpha)
    },
  }
}

function wasmLeakyRelu({ leakyReluForward, leakyReluBackward }: KernelExports): Activation {
  return {
    forward(outputs, inputs, length, slope) {
      leakyReluForward(locate(outputs, length), locate(inputs, length), length, slope)
    },
    backward(inputGradients, outputGradients, _outputs, inputs, length, slope) {
      const dx = locate(inputGradients, length)
      leakyReluBackward(dx, locate(outputGradients, length), locate(inputs, length), length, slope)
    },
  }
}
