/**
 * One field as a value: a number, a missing value, or a text.
 *
 * Numbers have a decimal point, and an exponent where wanted. Missing are an empty field, NA, N/A, NaN, null and ?, in
 * upper or lower case.
 */
const missingTexts = new Set(['', 'na', 'n/a', 'nan', 'null', '?'])
const longestMissingText = 4

export function isMissing(field: string): boolean {
  if (field.length === 0) return true
  const first = field.charCodeAt(0)
  if (first >= 0x30 && first <= 0x39) return false
  const trimmed = field.trim()
  return trimmed.length <= longestMissingText && missingTexts.has(trimmed.toLowerCase())
}

/** The number a field holds; NaN when it holds none, ±Infinity when it is too large for a float64. */
export function numberOf(field: string): number {
  const value = Number(field)
  if (Number.isNaN(value)) return value
  // Number() also takes 0x1F, 0b1, 0o7, Infinity and blanks, which are no numbers of a table.
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    return /[0-9]/.test(field) ? value : Number.NaN
  }
  if (field.length === 1) return value
  const second = field.charCodeAt(1) | 0x20
  if (second === 0x78 || second === 0x62 || second === 0x6f || second === 0x20) return plainNumber(field, value)
  return field.charCodeAt(0) <= 0x20 ? plainNumber(field, value) : value
}

/** The slow way, for fields that begin with a blank or have a letter or blank in second place. */
function plainNumber(field: string, value: number): number {
  return /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i.test(field.trim()) ? value : Number.NaN
}
