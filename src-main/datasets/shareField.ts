/** The field for a share of the examples, as every dataset has one for validation. */
import { type RealField, real } from '../contract/field'

export function shareField(label: string, share: number, help: string): RealField {
  return real({ label, default: share, min: 0, max: 0.9, help })
}
