/**
 * He initialisation: keeps the variance of a forward signal through rectified layers.
 *
 *   heNormal: N(0, 2/fanIn)        heUniform: U(−l, l), l = √(6/fanIn)
 *
 * Variant: fan-in, gain √2, normal values not truncated.
 * Source: He, Zhang, Ren & Sun, "Delving deep into rectifiers", ICCV 2015, equation 10.
 */
import type { Initialiser } from './initialiser'

export const heNormal: Initialiser = (view, { fanIn }, generator) => {
  const deviation = Math.sqrt(2 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

export const heUniform: Initialiser = (view, { fanIn }, generator) => {
  const limit = Math.sqrt(6 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}
