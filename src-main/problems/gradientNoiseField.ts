/** The field for noise on the gradient, the same on every surface. */
import { real } from '../contract/field'

export const gradientNoiseField = real({
  label: 'Gradient noise',
  symbol: 'σ',
  default: 0,
  min: 0,
  max: 1e6,
  help: 'Standard deviation of normal noise added to every element of the gradient, as a mini-batch would.',
})
