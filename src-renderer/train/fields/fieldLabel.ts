/** What the form calls a field: its label, or its key in words: `gradientNoise` → "Gradient noise". */
import type { Field } from '../../../src-main/contract/field'

export function fieldLabel(name: string, field: Field | undefined): string {
  if (field?.label !== undefined) return field.label
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
