/** What the form calls a field: its label, or its key in words: `gradientNoise` → "Gradient noise". */
import type { Field } from '../../../src-main/contract/field'
import { capitalised } from '../../lab/capitalised'

export function fieldLabel(name: string, field: Field | undefined): string {
  if (field?.label !== undefined) return field.label
  return capitalised(name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase())
}
