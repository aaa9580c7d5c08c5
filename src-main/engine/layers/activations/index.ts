/** The activations there are, by the names that experiments use. */
import { leakyRelu } from './leakyRelu'
import { logistic } from './logistic'
import { relu } from './relu'
import { tanh } from './tanh'

export const activations = { relu, leakyRelu, tanh, sigmoid: logistic } as const

export type ActivationName = keyof typeof activations
