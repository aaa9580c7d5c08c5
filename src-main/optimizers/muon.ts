/**
 * Muon: momentum whose matrix is made orthogonal before the step, so that no direction of a layer is left behind.
 *
 *   m ← μ·m + (1 − μ)·g                         m(0) = 0
 *   n = μ·m + (1 − μ)·g                         Nesterov; m without
 *   W ← W·(1 − α·λ) − α·f·orthogonal(n)
 *   f = √max(1, units/inputs)                   original
 *   f = 0.2·√max(units, inputs)                 matchAdamw: updates of about AdamW's root-mean-square
 *
 * For parameters of two dimensions, W [inputs, units]; all others take AdamW with its own β and ε and the same α and λ.
 * A schedule that drives momentum drives μ; the β₁ of the others stays.
 * `muon/orthogonalise.ts` says how near to orthogonal it comes.
 * Variant: PyTorch's `Muon`, whose m is a mean (its documentation shows a sum), in the arena's precision and not in
 * bfloat16. Units: f·orthogonal(n) has none, so α carries the unit of W.
 * Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024; Liu et al., "Muon is scalable
 * for LLM training", 2025 (matchAdamw, decay).
 */
import { choice, flag, integer, real } from '../contract/field'
import type { Arena } from '../engine/arena'
import type { Kernels } from '../engine/kernels/kernels'
import { typescriptKernels } from '../engine/kernels/typescriptKernels'
import { adamw } from './adamw'
import { preset, trajectory } from './checkedAgainst'
import { learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { createOrthogonaliser } from './muon/orthogonalise'
import { numberIn } from './numberIn'
import type { Optimizer, OptimizerDefinition } from './optimizer'
import { decoupledDecayField } from './weightDecay'

const source = 'Jordan et al., 2024'
const slots = {
  m: { label: 'm', meaning: 'running mean of g', initial: 0, role: 'firstMoment' },
  s: { label: 's', meaning: 'running mean of g², of parameters that are no matrices', initial: 0 },
} as const

/** AdamW as PyTorch has it. */
const adamOfTheRest = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }

export const muon: OptimizerDefinition = {
  kind: 'muon',
  title: 'Muon',
  summary: 'Makes the momentum of every weight matrix orthogonal; biases and the rest take AdamW.',
  source,
  fields: {
    learningRate: learningRateField(1e-3, 'PyTorch: 1e-3'),
    momentum: real({
      label: 'Momentum',
      symbol: 'μ',
      default: 0.95,
      min: 0,
      below: 1,
      help: 'Share of m that survives a step, of matrices.',
      source: `${source}, PyTorch: 0.95`,
    }),
    nesterov: flag({
      label: 'Nesterov',
      default: true,
      help: 'Looks one step of the mean ahead before it is made orthogonal.',
      source: 'PyTorch: on',
    }),
    iterations: integer({
      label: 'Iterations',
      default: 5,
      min: 0,
      max: 100,
      help: 'Newton–Schulz steps; with 0 the momentum is only divided by its norm.',
      source: `${source}, PyTorch: 5`,
    }),
    rateAdjustment: choice({
      label: 'Adjustment of the rate',
      default: 'original',
      options: [
        { value: 'original', label: '√max(1, units/inputs)' },
        { value: 'matchAdamw', label: '0.2·√max(units, inputs)' },
      ],
      help: 'What the orthogonal step is multiplied by, so that one α suits matrices of every shape.',
      source: 'PyTorch: original',
    }),
    weightDecay: decoupledDecayField(0.1, 'PyTorch: 0.1'),
    beta1: { ...beta1Field(0.9, 'AdamW: 0.9'), help: 'Share of m that survives a step, of all but matrices.' },
    beta2: beta2Field(0.999, 'AdamW: 0.999'),
    epsilon: epsilonField(1e-8, 'AdamW: 1e-8'),
  },
  slots,
  rule: [
    '# matrices; all others: AdamW',
    'm = momentum*m + (1 - momentum)*g',
    'n = momentum*m + (1 - momentum)*g',
    'w = w*(1 - learningRate*weightDecay)',
    'w = w - learningRate*sqrt(max(1, units/inputs))*orthogonal(n)',
  ].join('\n'),
  presets: [
    {
      title: 'PyTorch',
      source: 'torch.optim.Muon',
      values: {
        learningRate: 1e-3,
        momentum: 0.95,
        nesterov: true,
        iterations: 5,
        rateAdjustment: 'original',
        weightDecay: 0.1,
        ...adamOfTheRest,
      },
    },
    {
      title: 'Moonlight',
      source: 'Liu et al., 2025',
      values: {
        momentum: 0.95,
        nesterov: true,
        iterations: 5,
        rateAdjustment: 'matchAdamw',
        weightDecay: 0.1,
        ...adamOfTheRest,
        beta2: 0.95,
      },
    },
  ],
  checkedAgainst: [
    trajectory('muon', `${source}, worked out in NumPy`),
    trajectory('muon-match', `${source}; Liu et al., 2025, worked out in NumPy`),
    preset('PyTorch', 'torch/optim/_muon.py, in NumPy with float64'),
    preset('Moonlight', 'Liu et al., 2025, equations 1–4, in NumPy'),
  ],
  exceptions: { independentElements: { reason: 'a matrix is made orthogonal as a whole' } },
  bind(settings, arena, rules, kernels = typescriptKernels(arena.precision)) {
    const isAnyVector = arena.parameters.some(({ shape }) => shape.length !== 2)
    const parts = arena.parameters.map((parameter, index): Optimizer => {
      const part = arena.part(index, index + 1)
      const [inputs, units, ...more] = parameter.shape
      if (inputs === undefined || units === undefined || more.length > 0) {
        const rest = adamw.bind(settings, part, rules, kernels)
        return { ...rest, step: (t, learningRate) => rest.step(t, learningRate) }
      }
      return bindMatrix(settings, part, inputs, units, kernels)
    })
    return {
      // AdamW's s is of some parameters alone, so that it is not the run's s_dW
      slots: isAnyVector ? slots : { m: slots.m },
      step(t, learningRate, momentum) {
        for (const part of parts) part.step(t, learningRate, momentum)
      },
    }
  },
}

/** @param arena - of one matrix, inputs × units */
function bindMatrix(
  settings: Parameters<OptimizerDefinition['bind']>[0],
  arena: Arena,
  inputs: number,
  units: number,
  kernels: Kernels,
): Optimizer {
  const ownMomentum = numberIn(settings, 'momentum')
  const iterations = numberIn(settings, 'iterations')
  const decay = numberIn(settings, 'weightDecay')
  const isNesterov = settings.nesterov === true
  const factor =
    settings.rateAdjustment === 'matchAdamw'
      ? 0.2 * Math.sqrt(Math.max(units, inputs))
      : Math.sqrt(Math.max(1, units / inputs))
  const { values: w, gradients: g } = arena
  const m = arena.addSlot('m', 0)
  const direction = kernels.allocate(arena.precision, w.length)
  const orthogonalise = createOrthogonaliser(direction, inputs, units, kernels)
  return {
    slots: { m: slots.m },
    step(_t, learningRate, momentum = ownMomentum) {
      for (let index = 0; index < w.length; index++) {
        const gradient = g[index]!
        const mean = momentum * m[index]! + (1 - momentum) * gradient
        m[index] = mean
        direction[index] = isNesterov ? momentum * mean + (1 - momentum) * gradient : mean
      }
      orthogonalise(iterations, smallestNorm)
      const left = 1 - learningRate * decay
      const rate = learningRate * factor
      for (let index = 0; index < w.length; index++) w[index] = w[index]! * left - rate * direction[index]!
    },
  }
}

/** What a smaller norm is taken for; PyTorch's `eps`. */
const smallestNorm = 1e-7
