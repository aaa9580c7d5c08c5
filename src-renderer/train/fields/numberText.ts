/**
 * Numbers as they are typed and shown in a field.
 *
 * What is not a number stays the text it is: the document then holds that text, and main's check says what is allowed.
 */
import { formatSetting } from '../../lab/formatNumber'

/** `1e-8`, `.5`, `−3`, `1e−8` (with the minus sign of print); anything else is returned as typed. */
export function readNumber(typed: string): number | string {
  const plain = typed.trim().replaceAll('−', '-')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : typed.trim()
}

/** The shortest text that reads back as the same number: `0.1`, `1e-8`, `60000`; other values as they are. */
export function numberText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return formatSetting(value)
  return value === undefined ? '' : (JSON.stringify(value) ?? '')
}

/** `-8, 1.5` → `[-8, 1.5]`; an entry that is not a number stays text, and nothing at all is an empty list. */
export function readNumbers(typed: string): readonly (number | string)[] {
  const plain = typed.trim().replace(/^\[|\]$/g, '')
  return plain.trim() === '' ? [] : plain.split(/[,;]/).map(readNumber)
}

export function numbersText(value: unknown): string {
  return Array.isArray(value) ? value.map(numberText).join(', ') : numberText(value)
}
