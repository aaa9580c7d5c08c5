/**
 * LeCun initialisation: keeps the variance of a forward signal through layers that are linear near zero.
 *
 *   lecunNormal: N(0, 1/fanIn)        lecunUniform: U(−l, l), l = √(3/fanIn)
 *
 * Variant: normal values not truncated (Keras truncates at two deviations).
 * Source: LeCun, Bottou, Orr & Müller, "Efficient BackProp", 1998, equation 16.
 */
import type { Initialiser } from './initialiser'

export const lecunNormal: Initialiser = (view, { fanIn }, generator) => {
  const deviation = Math.sqrt(1 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

export const lecunUniform: Initialiser = (view, { fanIn }, generator) => {
  const limit = Math.sqrt(3 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}
