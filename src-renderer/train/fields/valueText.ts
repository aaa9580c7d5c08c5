/** The value of a field in words to read: titles and labels where the definition has them, long lists cut short. */
import type { Catalogue } from '../../../src-main/contract/definition'
import type { Field } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'
import { memberDefinition } from './memberDefinition'
import { numbersText } from './numberText'

/** Of a long list its first numbers are enough to know it by; the JSON has them all. */
const mostShown = 8

export function valueText(field: Field, value: unknown, catalogue: Catalogue): string {
  if (field.type === 'member') return memberDefinition(field.of, value, catalogue)?.title ?? kindText(value)
  if (field.type === 'exceptions') return exceptionsText(value)
  if (field.type === 'boolean') return value === true ? 'yes' : 'no'
  if (field.type === 'choice')
    return field.options.find((option) => option.value === value)?.label ?? numbersText(value)
  if (field.type === 'integer' && value === undefined) return field.leftOut ?? ''
  if (Array.isArray(value) && value.length > mostShown) {
    return `${numbersText(value.slice(0, mostShown))}, … (${value.length} numbers)`
  }
  return numbersText(value)
}

/** The kind as the document has it, for a member the catalogue does not know. */
export function kindText(member: unknown): string {
  return isJsonObject(member) && typeof member.kind === 'string' ? member.kind : ''
}

/** "*.b: weightDecay 0, learningRateFactor 0.1; output.*: beta2 0.5" */
function exceptionsText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return 'none'
  const entries: readonly unknown[] = value
  return entries
    .map((entry) => {
      const { parameters, ...settings } = isJsonObject(entry) ? entry : {}
      const texts = Object.entries(settings).map(([name, setting]) => `${name} ${String(setting)}`)
      return `${String(parameters)}: ${texts.join(', ')}`
    })
    .join('; ')
}
