/**
 * Prodigy: Adam that estimates its own learning rate, from how far it has come and how the gradients line up with it.
 *
 *   γ    = d·α·c                                    c = √(1 − β₂ᵗ)/(1 − β₁ᵗ), or 1 without bias correction
 *   r    ← √β₂·r + (d/d₀)·γ·Σ g·(W₀ − W)            over all elements of all parameters; r(0) = 0
 *   m    ← β₁·m + d·(1 − β₁)·g                      m(0) = 0
 *   s    ← β₂·s + d²·(1 − β₂)·g²                    s(0) = 0
 *   v    ← √β₂·v + (d/d₀)·γ·g                       v(0) = 0; (d/d₀)·d·g with a safeguarded warm-up
 *   d̂    = κ·r/Σ|v|                                 d stays as it is while Σ|v| = 0
 *   d    ← max(d, d̂)                                d(0) = d₀
 *   W    ← W·(1 − λ·γ) − γ·m/(√s + d·ε)
 *
 * s is d²·s_dW of the gradients; what is shown as s_dW is s/d². Variant: the authors' program, whose γ in a step is made of the d before it; its bias
 * correction counts steps from the first gradient that is not all 0, this one from the first.
 * Units: d carries the unit of W, so α is a factor without one; 1 unless there is a reason.
 * Source: Mishchenko & Defazio, "Prodigy: an expeditiously adaptive parameter-free learner", 2023, algorithm 4, and the
 * authors' program prodigyopt.
 */
import type { ScalarDeclaration } from '../contract/definition'
import { flag, real } from '../contract/field'
import { integerPower } from '../engine/mathematics/integerPower'
import { preset, trajectory } from './checkedAgainst'
import { learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { numberIn } from './numberIn'
import type { Optimizer, OptimizerDefinition } from './optimizer'
import { decoupledDecayField } from './weightDecay'

const paper = 'Mishchenko & Defazio, 2023'
const slots = {
  m: { label: 'm', meaning: 'running mean of d·g', initial: 0, role: 'firstMoment' },
  s: { label: 'd²·s_dW', meaning: 'running mean of (d·g)²', initial: 0, role: 'secondMoment', timesSquareOf: 'd' },
  v: { label: 'v', meaning: 'decaying sum of the gradients that d is estimated from', initial: 0 },
  start: { label: 'W₀', meaning: 'the parameter before the first step', initial: { from: 'w' } },
} as const
const scalars = {
  d: { label: 'd', meaning: 'the estimate; 0 stands for d₀ before the first step', initial: 0 },
  r: { label: 'r', meaning: 'how gradients line up with the way come', initial: 0 },
}

export const prodigy: OptimizerDefinition = {
  kind: 'prodigy',
  title: 'Prodigy',
  summary: 'Adam that finds its own learning rate: α is a factor of the estimate, 1 unless there is a reason.',
  source: `${paper}, algorithm 4`,
  fields: {
    learningRate: learningRateField(1, `${paper}: 1`),
    beta1: beta1Field(0.9, `${paper}: 0.9`),
    beta2: beta2Field(0.999, `${paper}: 0.999`),
    epsilon: epsilonField(1e-8, `${paper}: 1e-8`, 'Keeps the division finite; multiplied by d, outside of the root.'),
    initialEstimate: real({
      label: 'Initial estimate',
      symbol: 'd₀',
      default: 1e-6,
      above: 0,
      max: 1e6,
      scale: 'log',
      help: 'What d starts from; it only ever grows.',
      source: 'prodigyopt: 1e-6',
    }),
    estimateFactor: real({
      label: 'Factor of the estimate',
      symbol: 'κ',
      default: 1,
      above: 0,
      max: 1e6,
      scale: 'log',
      help: 'Multiplies what d is raised to.',
      source: 'prodigyopt, d_coef: 1',
    }),
    biasCorrection: flag({
      label: 'Bias correction',
      default: false,
      help: 'Corrects both means for their start at 0, as Adam does.',
      source: 'prodigyopt: off',
    }),
    safeguardWarmup: flag({
      label: 'Safeguarded warm-up',
      default: false,
      help: 'Leaves α out of v, so that a warm-up of the rate does not raise d.',
      source: 'prodigyopt: off',
    }),
    weightDecay: decoupledDecayField(0, 'prodigyopt: 0'),
  },
  slots,
  scalars,
  rule: [
    'r = sqrt(beta2)*r + d/initialEstimate*d*learningRate*sum(g*(start - w))',
    'm = beta1*m + d*(1 - beta1)*g',
    's = beta2*s + d^2*(1 - beta2)*g^2',
    'v = sqrt(beta2)*v + d/initialEstimate*d*learningRate*g',
    'rate = d*learningRate',
    'd = max(d, estimateFactor*r/sum(abs(v)))',
    'w = w - rate*m / (sqrt(s) + d*epsilon)',
  ].join('\n'),
  couplesParameters: 'd is estimated over all parameters at once',
  presets: [
    {
      title: 'Authors',
      source: 'prodigyopt.Prodigy',
      values: {
        learningRate: 1,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        initialEstimate: 1e-6,
        estimateFactor: 1,
        biasCorrection: false,
        safeguardWarmup: false,
        weightDecay: 0,
      },
    },
  ],
  checkedAgainst: [
    trajectory('prodigy', `${paper}, algorithm 4, worked out in NumPy`),
    preset('Authors', 'prodigyopt/prodigy.py'),
  ],
  exceptions: { independentElements: { reason: 'd is estimated over all elements at once' } },
  bind(settings, arena) {
    const ownBeta1 = numberIn(settings, 'beta1')
    const beta2 = numberIn(settings, 'beta2')
    const epsilon = numberIn(settings, 'epsilon')
    const initialEstimate = numberIn(settings, 'initialEstimate')
    const estimateFactor = numberIn(settings, 'estimateFactor')
    const weightDecay = numberIn(settings, 'weightDecay')
    const { biasCorrection, safeguardWarmup } = settings
    const beta3 = Math.sqrt(beta2)
    const { values: w, gradients: g } = arena
    const m = arena.addSlot('m', 0)
    const s = arena.addSlot('s', 0)
    const v = arena.addSlot('v', 0)
    const start = arena.addSlot('start', 0)
    start.set(w)
    const { numbers, kept } = keptNumbers(scalars)
    return {
      slots,
      kept,
      step(t, learningRate, beta1 = ownBeta1) {
        const d = numbers.d === 0 ? initialEstimate : numbers.d
        const correction = biasCorrection === true ? adamCorrection(beta1, beta2, t) : 1
        const rate = d * learningRate * correction
        const weight = (d / initialEstimate) * rate
        const weightOfSum = safeguardWarmup === true ? (d / initialEstimate) * d : weight
        let inner = 0
        let total = 0
        for (let index = 0; index < w.length; index++) {
          const gradient = g[index]!
          inner += gradient * (start[index]! - w[index]!)
          m[index] = beta1 * m[index]! + d * (1 - beta1) * gradient
          s[index] = beta2 * s[index]! + d * d * (1 - beta2) * (gradient * gradient)
          v[index] = beta3 * v[index]! + weightOfSum * gradient
          total += Math.abs(v[index]!)
        }
        numbers.r = beta3 * numbers.r + weight * inner
        const estimate = (estimateFactor * numbers.r) / total
        numbers.d = estimate > d && Number.isFinite(estimate) ? estimate : d
        if (total === 0) return
        for (let index = 0; index < w.length; index++) {
          const kept = w[index]! - weightDecay * rate * w[index]!
          w[index] = kept - (rate * m[index]!) / (Math.sqrt(s[index]!) + numbers.d * epsilon)
        }
      },
    }
  },
}

/** √(1 − β₂ᵗ)/(1 − β₁ᵗ) */
function adamCorrection(beta1: number, beta2: number, t: number): number {
  return Math.sqrt(1 - integerPower(beta2, t)) / (1 - integerPower(beta1, t))
}

/** Numbers kept from step to step for all elements, at their initial values, and what shows them as `Optimizer.kept`. */
function keptNumbers<Name extends string>(
  declared: Readonly<Record<Name, ScalarDeclaration>>,
): { readonly numbers: Record<Name, number>; readonly kept: NonNullable<Optimizer['kept']> } {
  const names = Object.keys(declared) as Name[]
  const numbers = Object.fromEntries(names.map((name) => [name, declared[name].initial])) as Record<Name, number>
  return {
    numbers,
    kept: {
      values: () => ({ ...numbers }),
      restore(values) {
        for (const name of names) {
          if (typeof values[name] !== 'number')
            throw new RangeError(`scalar ${name} = ${String(values[name])}, must be a number`)
        }
        for (const name of names) numbers[name] = Number(values[name])
      },
    },
  }
}
