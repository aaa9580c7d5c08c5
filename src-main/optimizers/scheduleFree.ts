/**
 * What the schedule-free rules share: the average x that is the result, and the sum of weights it is made with.
 *
 *   c ← α̂^p / Σ α̂^p          α̂ the largest α so far, p = `weightPower`
 *   x ← x + c·(z − x)          x(0) = W(0)
 *   W ← z + β₁·(x − z)         where the next gradient is taken
 *
 * Variant: x is kept as a slot; the authors' code works it out from W and z, which needs β₁ > 0. At a constant α every
 * step counts the same, whatever p.
 * Source: Defazio et al., "The road less scheduled", 2024, equations 8–10 and algorithm 1; α̂ from the authors' code.
 */
import type { ScalarDeclaration, SlotDeclaration } from '../contract/definition'
import { type RealField, real } from '../contract/field'
import type { RuleLine } from '../contract/ruleLines'

export const scheduleFreeSlots: Readonly<Record<'z' | 'x', SlotDeclaration>> = {
  z: { label: 'z', meaning: 'where steps are made', initial: { from: 'w' } },
  x: { label: 'x', meaning: 'average of z: the result, evaluated on validation and test', initial: { from: 'w' } },
}

export const scheduleFreeScalars: Readonly<Record<string, ScalarDeclaration>> = {
  largestRate: { label: 'α̂', meaning: 'largest α so far', initial: 0 },
  weightSum: { label: 'Σ α̂^p', meaning: 'sum of the weights of the average', initial: 0 },
}

export const scheduleFreeFields: Readonly<Record<'beta1' | 'weightPower', RealField>> = {
  beta1: real({
    label: 'Interpolation',
    symbol: 'β₁',
    default: 0.9,
    min: 0,
    below: 1,
    help: 'The gradient is taken at β₁·x + (1 − β₁)·z.',
    source: 'Defazio et al., 2024: 0.9',
  }),
  weightPower: real({
    label: 'Power of the weights',
    symbol: 'p',
    default: 2,
    min: 0,
    max: 10,
    help: 'Steps made at a larger α count more in the average, by this power of α.',
    source: 'Defazio et al., 2024: 2',
  }),
}

/** The lines behind the one that moves z. A rate of 0 from the start moves nothing. */
export const scheduleFreeLines: readonly RuleLine[] = [
  { text: 'largestRate = max(largestRate, learningRate)' },
  { text: 'weight = largestRate^weightPower' },
  { text: 'weightSum = weightSum + weight' },
  { text: 'share = where(weightSum > 0, weight/weightSum, 0)' },
  { text: 'x = x + share*(z - x)' },
  { text: 'w = z + beta1*(x - z)' },
]
