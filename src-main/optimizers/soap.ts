/**
 * SOAP: Adam in the eigenbasis of Shampoo's preconditioner, of every weight matrix.
 *
 *   step 1:  L, R and their eigenvectors Q_L, Q_R from the first gradient; W stays
 *   g' = Q_Lᵀ·g·Q_R
 *   m  ← β₁·m + (1 − β₁)·g'              m(0) = 0, kept in the basis
 *   s  ← β₂·s + (1 − β₂)·g'²             s(0) = 0, kept in the basis
 *   u  = m / (√s + ε) · √(1 − β₂ᵏ)/(1 − β₁ᵏ)        k = t − 1
 *   W  ← (W − α·Q_L·u·Q_Rᵀ)·(1 − α·λ)
 *   L ← β·L + (1 − β)·g·gᵀ,  R ← β·R + (1 − β)·gᵀ·g;  every n steps a new basis, into which m is turned
 *
 * For parameters of two dimensions; all others take the same without a basis. `soap/preconditionedMatrix.ts` has L, R
 * and the bases.
 * Variant: the authors' program: its first step only looks, ε is added before the correction, one basis for both means.
 * Units: as Adam's, so α carries the unit of W.
 * Source: Vyas et al., "SOAP: improving and stabilizing Shampoo using Adam", 2024, algorithm 3.
 */
import { integer, real } from '../contract/field'
import type { Arena } from '../engine/arena'
import type { Kernels } from '../engine/kernels/kernels'
import { typescriptKernels } from '../engine/kernels/typescriptKernels'
import { integerPower } from '../engine/mathematics/integerPower'
import type { Reals } from '../engine/precision'
import { preset, trajectory } from './checkedAgainst'
import { learningRateField } from './defineOptimizer'
import { beta1Field, beta2Field, epsilonField } from './momentFields'
import { numberIn } from './numberIn'
import type { Optimizer, OptimizerDefinition } from './optimizer'
import { PreconditionedMatrix } from './soap/preconditionedMatrix'
import { updateMeans } from './updateMeans'
import { decoupledDecayField } from './weightDecay'

const paper = 'Vyas et al., 2024'
const slots = {
  m: { label: 'm', meaning: 'running mean of g, of a matrix in its eigenbasis', initial: 0, role: 'firstMoment' },
  s: { label: 's', meaning: 'running mean of g², of a matrix in its eigenbasis', initial: 0 },
} as const

export const soap: OptimizerDefinition = {
  kind: 'soap',
  title: 'SOAP',
  summary: 'Adam in the eigenbasis of the gradients’ covariances, of every weight matrix; its first step only looks.',
  source: `${paper}, algorithm 3`,
  fields: {
    learningRate: learningRateField(3e-3, `${paper}: 3e-3`),
    beta1: beta1Field(0.95, `${paper}: 0.95`),
    beta2: beta2Field(0.95, `${paper}: 0.95`),
    covarianceDecay: real({
      label: 'Decay of L and R',
      symbol: 'β',
      default: 0.95,
      min: 0,
      below: 1,
      help: 'Share of the covariances of rows and columns that survives a step.',
      source: `${paper}: that of s`,
    }),
    epsilon: epsilonField(1e-8, `${paper}: 1e-8`),
    weightDecay: decoupledDecayField(0.01, `${paper}: 0.01`),
    every: integer({
      label: 'New basis every',
      symbol: 'n',
      default: 10,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      help: 'Steps between two bases; each costs about 3 × size³ operations.',
      source: `${paper}: 10`,
    }),
    maxDimension: integer({
      label: 'Largest dimension',
      default: 10_000,
      min: 1,
      max: 100_000,
      scale: 'log',
      help: 'A side of a matrix that is longer keeps its own axes.',
      source: `${paper}: 10,000`,
    }),
  },
  slots,
  rule: [
    '# matrices; all others: the same without a basis',
    'p = rowBasis(g)*g*columnBasis(g)',
    'm = beta1*m + (1 - beta1)*p',
    's = beta2*s + (1 - beta2)*p^2',
    'u = m / (sqrt(s) + epsilon) * sqrt(1 - beta2^(t - 1)) / (1 - beta1^(t - 1))',
    'w = w - learningRate*back(u)',
    'w = w*(1 - learningRate*weightDecay)',
  ].join('\n'),
  presets: [
    {
      title: 'Paper',
      source: `${paper}, the authors’ program`,
      values: {
        learningRate: 3e-3,
        beta1: 0.95,
        beta2: 0.95,
        covarianceDecay: 0.95,
        epsilon: 1e-8,
        weightDecay: 0.01,
        every: 10,
        maxDimension: 10_000,
      },
    },
  ],
  checkedAgainst: [
    trajectory('soap', `${paper}, algorithm 3, worked out in NumPy`),
    preset('Paper', 'soap.py of the authors, in float64'),
  ],
  exceptions: { independentElements: { reason: 'a matrix is turned into its eigenbasis as a whole' } },
  bind(settings, arena, _rules, kernels = typescriptKernels(arena.precision)) {
    const parts = arena.parameters.map(({ name, shape }, index) => {
      const [rows, columns, ...more] = shape
      const isMatrix = rows !== undefined && columns !== undefined && more.length === 0
      const maxDimension = numberIn(settings, 'maxDimension')
      const matrix = isMatrix ? new PreconditionedMatrix(name, rows, columns, maxDimension, kernels) : null
      return bindParameter(settings, arena.part(index, index + 1), matrix, kernels)
    })
    return {
      slots,
      tensors: parts.flatMap(({ tensors }) => tensors ?? []),
      step(t, learningRate, momentum) {
        for (const part of parts) part.step(t, learningRate, momentum)
      },
    }
  },
}

/** @param arena - of one parameter @param matrix - its basis, where it has one */
function bindParameter(
  settings: Parameters<OptimizerDefinition['bind']>[0],
  arena: Arena,
  matrix: PreconditionedMatrix | null,
  kernels: Kernels,
): Optimizer {
  const ownBeta1 = numberIn(settings, 'beta1')
  const beta2 = numberIn(settings, 'beta2')
  const covarianceDecay = numberIn(settings, 'covarianceDecay')
  const epsilon = numberIn(settings, 'epsilon')
  const weightDecay = numberIn(settings, 'weightDecay')
  const every = numberIn(settings, 'every')
  const { values: w, gradients: g } = arena
  const m = arena.addSlot('m', 0)
  const s = arena.addSlot('s', 0)
  const allocate = () => kernels.allocate(arena.precision, matrix === null ? 0 : w.length)
  const [projected, turned] = [allocate(), allocate()]
  const direction = matrix === null ? new Float64Array(w.length) : allocate()

  function moveWeights(update: Reals, learningRate: number): void {
    for (let index = 0; index < w.length; index++) {
      const moved = w[index]! - learningRate * update[index]!
      w[index] = moved - learningRate * weightDecay * moved
    }
  }

  return {
    slots,
    tensors: matrix?.tensors ?? [],
    step(t, learningRate, beta1 = ownBeta1) {
      const k = t - 1
      if (k === 0) {
        matrix?.observe(g, covarianceDecay)
        matrix?.start()
        return
      }
      matrix?.project(projected, g)
      updateMeans(m, s, matrix === null ? g : projected, beta1, beta2)
      const correction = Math.sqrt(1 - integerPower(beta2, k)) / (1 - integerPower(beta1, k))
      for (let index = 0; index < w.length; index++) {
        direction[index] = (correction * m[index]!) / (Math.sqrt(s[index]!) + epsilon)
      }
      if (matrix === null) {
        moveWeights(direction, learningRate)
        return
      }
      matrix.projectBack(turned, direction)
      moveWeights(turned, learningRate)
      matrix.observe(g, covarianceDecay)
      if (k % every !== 0) return
      matrix.projectBack(turned, m)
      matrix.refresh(s)
      matrix.project(m, turned)
    },
  }
}
