/** RMSProp over an arena as every figure means it: β₂ = 0.9, ε = 1e-8, and nothing else. */
import type { Arena } from '../../engine/arena'
import type { Optimizer } from '../../optimizers/optimizer'
import { rmsprop } from '../../optimizers/rmsprop'
import type { RuleBackend } from '../../rules/ruleBackend'

const defaults = Object.fromEntries(
  Object.entries(rmsprop.fields).flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
)

/** @param learningRate - what every step is then called with */
export function bindRmsprop(arena: Arena, learningRate: number, rules: RuleBackend): Optimizer {
  return rmsprop.bind({ ...defaults, learningRate, beta2: 0.9, epsilon: 1e-8 }, arena, rules)
}
