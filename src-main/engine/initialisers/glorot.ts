/**
 * Glorot initialisation: a compromise between the variance of forward signals and of gradients.
 *
 *   glorotNormal: N(0, 2/(fanIn + fanOut))        glorotUniform: U(−l, l), l = √(6/(fanIn + fanOut))
 *
 * Variant: gain 1, normal values not truncated.
 * Source: Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010,
 * equations 12 and 16.
 */
import type { Initialiser } from './initialiser'

export const glorotNormal: Initialiser = (view, { fanIn, fanOut }, generator) => {
  const deviation = Math.sqrt(2 / (fanIn + fanOut))
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

export const glorotUniform: Initialiser = (view, { fanIn, fanOut }, generator) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}
