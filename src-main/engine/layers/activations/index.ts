/** The activations there are, by the names that experiments use. */
import { elu } from './elu'
import { gelu } from './gelu'
import { leakyRelu } from './leakyRelu'
import { linear } from './linear'
import { logistic } from './logistic'
import { relu } from './relu'
import { silu } from './silu'
import { softplus } from './softplus'
import { tanh } from './tanh'

export const activations = { relu, leakyRelu, elu, gelu, silu, tanh, sigmoid: logistic, softplus, linear } as const

export type ActivationName = keyof typeof activations
