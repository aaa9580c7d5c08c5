/** What a field's tooltip says: what it does, what is allowed, the default and where that comes from. */
import type { Field } from '../../../src-main/contract/field'
import { allowedText } from '../../../src-main/contract/fieldText'
import { capitalised } from '../../lab/capitalised'
import { numbersText } from './numberText'

export function fieldHelp(field: Field): string {
  const allowed = allowedText(field)
  const lines = [
    field.help,
    field.type === 'choice' || field.type === 'boolean' ? undefined : `${capitalised(allowed)}.`,
    defaultText(field),
  ]
  return lines.filter((line) => line !== undefined && line !== '').join(' ')
}

export function defaultText(field: Field): string | undefined {
  const value = defaultWords(field)
  if (value === undefined) return undefined
  return field.source === undefined ? `Default ${value}.` : `Default ${value} (${field.source}).`
}

function defaultWords(field: Field): string | undefined {
  if (field.type === 'integer' && field.leftOut !== undefined) return field.leftOut
  if (field.default === undefined) return undefined
  if (field.type === 'boolean') return field.default ? 'on' : 'off'
  if (field.type === 'choice') return field.options.find((option) => option.value === field.default)?.label
  if (field.type === 'member') return field.default.kind
  if (field.type === 'exceptions') return field.default.length === 0 ? 'none' : `${field.default.length}`
  if (field.type === 'members') return `${field.default.length} ${field.of}`
  if (field.type === 'text') return field.default === '' ? undefined : `“${field.default}”`
  return numbersText(field.default)
}
