/** The rate that a decay ends on. */
import { type RealField, real } from '../contract/field'

export const floorField: RealField = real({
  label: 'Floor',
  symbol: 'α_min',
  default: 0,
  min: 0,
  max: 1e6,
  isRate: true,
  help: 'The rate it ends on.',
  source: 'PyTorch: 0',
})
