/**
 * Adafactor: Adam's divisor from the running means of rows and columns alone, and steps relative to the parameter.
 *
 *   β₂(t) = 1 − t^δ                                           δ < 0
 *   R ← β₂·R + (1 − β₂)·mean over columns of g²               of each row
 *   C ← β₂·C + (1 − β₂)·mean over rows of g²                  of each column
 *   s_dW = R·C / max(mean(R), ε₁)                             s_dW ← β₂·s_dW + (1 − β₂)·g² for vectors
 *   u    = g / √max(s_dW, ε₁²)
 *   W    ← W·(1 − α·λ) − max(ε₂, rms(W))·min(α, 1/√t)·u / max(1, rms(u)/d)
 *
 * The last two dimensions of a parameter are its rows and columns; a parameter of one dimension is not factored. s_dW is
 * written for the charts; R and C are the state.
 * Variant: PyTorch's `Adafactor`, without a first moment: ε₁ bounds the mean of R and the root of s_dW from below, where
 * the paper adds it to g². ε₁ = 0 stands for the precision's own epsilon, as PyTorch's None.
 * Units: u has none, so W moves by shares of its own root-mean-square. ε₁ stands beside loss/[W] and beside its square.
 * Source: Shazeer & Stern, "Adafactor: adaptive learning rates with sublinear memory cost", 2018, algorithms 4 and 5.
 */
import { real } from '../contract/field'
import { power } from '../engine/mathematics/power'
import { euclideanNorm } from '../engine/measures/norms'
import { bindFactored } from './adafactor/bindFactored'
import { preset, trajectory } from './checkedAgainst'
import { learningRateField } from './defineOptimizer'
import { epsilonField } from './momentFields'
import { numberIn } from './numberIn'
import type { OptimizerDefinition } from './optimizer'
import { decoupledDecayField } from './weightDecay'

const paper = 'Shazeer & Stern, 2018'
const slots = {
  s: {
    label: 's_dW',
    meaning: 'running mean of g²; of a matrix, the product of those of its rows and columns',
    initial: 0,
    role: 'secondMoment',
  },
} as const

export const adafactor: OptimizerDefinition = {
  kind: 'adafactor',
  title: 'Adafactor',
  summary: 'Keeps s_dW of rows and columns in place of elements; steps are shares of the parameter’s size.',
  source: `${paper}, algorithms 4 and 5`,
  fields: {
    learningRate: learningRateField(0.01, 'PyTorch: 1e-2'),
    decayExponent: real({
      label: 'Exponent of the decay',
      symbol: 'δ',
      default: -0.8,
      min: -1,
      below: 0,
      help: 'β₂ of step t is 1 − t^δ: the first step remembers nothing, later ones more and more.',
      source: 'PyTorch, beta2_decay: -0.8',
    }),
    epsilon: {
      ...epsilonField(
        0,
        'PyTorch: None',
        'The least mean of R and the least √s_dW divided by; 0 = the epsilon of the precision.',
      ),
      above: undefined,
      min: 0,
      isBesideRoot: false,
      scale: 'linear',
    },
    smallestSize: real({
      label: 'Smallest size',
      symbol: 'ε₂',
      default: 1e-3,
      above: 0,
      max: 1e6,
      scale: 'log',
      help: 'A parameter with a smaller root-mean-square moves as if it had this one.',
      source: `PyTorch, ${paper}: 1e-3`,
    }),
    clippingThreshold: real({
      label: 'Clipping threshold',
      symbol: 'd',
      default: 1,
      above: 0,
      max: 1e6,
      help: 'Largest root-mean-square of a parameter’s u.',
      source: `PyTorch, ${paper}: 1`,
    }),
    weightDecay: decoupledDecayField(0, 'PyTorch: 0'),
  },
  slots,
  rule: [
    'beta2 = 1 - t^decayExponent',
    'R = beta2*R + (1 - beta2)*rowMean(g^2)',
    'C = beta2*C + (1 - beta2)*columnMean(g^2)',
    's = R*C/max(mean(R), epsilon)',
    'u = g / sqrt(max(s, epsilon^2))',
    'rate = max(smallestSize, rms(w))*min(learningRate, 1/sqrt(t))',
    'w = w - rate*u / max(1, rms(u)/clippingThreshold)',
  ].join('\n'),
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.Adafactor',
      values: {
        learningRate: 0.01,
        decayExponent: -0.8,
        epsilon: 0,
        smallestSize: 1e-3,
        clippingThreshold: 1,
        weightDecay: 0,
      },
    },
  ],
  checkedAgainst: [
    trajectory('adafactor', 'torch/optim/_adafactor.py, in NumPy'),
    trajectory('adafactor-vector', 'torch/optim/_adafactor.py, in NumPy'),
    trajectory('adafactor-small', 'torch/optim/_adafactor.py, in NumPy'),
    preset('PyTorch', 'torch/optim/_adafactor.py, in NumPy'),
  ],
  exceptions: { independentElements: { reason: 'rows, columns and sizes of a whole parameter enter' } },
  bind(settings, arena) {
    const decayExponent = numberIn(settings, 'decayExponent')
    const smallestSize = numberIn(settings, 'smallestSize')
    const clippingThreshold = numberIn(settings, 'clippingThreshold')
    const weightDecay = numberIn(settings, 'weightDecay')
    const smallestRoot = numberIn(settings, 'epsilon') || (arena.precision === 'float32' ? 2 ** -23 : 2 ** -52)
    const s = arena.addSlot('s', 0)
    const parts = arena.parameters.map((parameter) => ({
      w: arena.view(parameter),
      g: arena.view(parameter, arena.gradients),
      s: arena.view(parameter, s),
      u: new Float64Array(parameter.length),
      factored: bindFactored(parameter, arena.precision, smallestRoot),
    }))
    return {
      slots,
      tensors: parts.flatMap(({ factored }) => factored.tensors),
      step(t, learningRate) {
        const share = power(t, decayExponent)
        for (const { w, g, s, u, factored } of parts) {
          const size = Math.max(smallestSize, rootMeanSquare(w))
          factored.update(s, g, share)
          for (let index = 0; index < g.length; index++) {
            u[index] = g[index]! / Math.max(Math.sqrt(s[index]!), smallestRoot)
          }
          const rate = size * Math.min(learningRate, 1 / Math.sqrt(t))
          const factor = rate / Math.max(1, rootMeanSquare(u) / clippingThreshold)
          const left = 1 - learningRate * weightDecay
          for (let index = 0; index < w.length; index++) w[index] = w[index]! * left - factor * u[index]!
        }
      },
    }
  },
}

function rootMeanSquare(values: Parameters<typeof euclideanNorm>[0]): number {
  return euclideanNorm(values) / Math.sqrt(values.length)
}
