/**
 * One field as a value: a number, a missing value, or a text.
 *
 * Numbers have a decimal point, or a decimal comma where that is asked for, and an exponent where wanted: 1.5e3, or as
 * Fortran writes it, 1.5D+03, where the decimal mark tells it from a code such as 1D3. Missing are an empty field, NA, N/A, NaN, null and ?, in upper or lower case; all but the empty one are texts when they stand in quotes.
 */
import { exactDecimal, isExactly, isRoundedTo, isWhole } from '../../contract/decimalText'

const missingTexts = new Set(['', 'na', 'n/a', 'nan', 'null', '?'])
const longestMissingText = 4

export type DecimalMark = '.' | ','

/** Of a field that stands without quotes. */
export function isMissing(field: string): boolean {
  if (field.length === 0) return true
  const first = field.charCodeAt(0)
  if (first >= 0x30 && first <= 0x39) return false
  const trimmed = field.trim()
  return trimmed.length <= longestMissingText && missingTexts.has(trimmed.toLowerCase())
}

/** @param quoted - places of the fields of this record that stand in quotes */
export function isMissingAt(fields: readonly string[], place: number, quoted: readonly number[]): boolean {
  const field = fields[place]!
  return isMissing(field) && (field === '' || !quoted.includes(place))
}

/** The number a field holds; NaN when it holds none, ±Infinity when it is too large for a float64. */
export function numberOf(field: string, mark: DecimalMark = '.'): number {
  const plain = shortDecimal(field, mark === '.' ? point : comma)
  if (!Number.isNaN(plain)) return plain
  const trimmed = field.trim()
  // Number() alone also takes 0x1F, 0b1, 0o7 and Infinity, which are no numbers of a table.
  const form = forms[mark].exec(trimmed)
  if (form === null) return Number.NaN
  const pointed = mark === '.' ? trimmed : trimmed.replace(',', '.')
  return Number(form.groups?.fortran === undefined ? pointed : pointed.replace(/d/i, 'e'))
}

const forms = {
  '.': /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|(?:[0-9]+\.[0-9]*|\.[0-9]+)(?<fortran>d)[+-]?[0-9]+)$/i,
  ',': /^[+-]?(?:(?:[0-9]+,?[0-9]*|,[0-9]+)(?:e[+-]?[0-9]+)?|(?:[0-9]+,[0-9]*|,[0-9]+)(?<fortran>d)[+-]?[0-9]+)$/i,
} as const satisfies Record<DecimalMark, RegExp>

/**
 * Why no float64 is the number that a field holds: beyond the largest, beside zero, or a whole number that would be
 * rounded to another one. Null where the float64 nearest to it will do, as for 0.1 and 1e23.
 *
 * @param value - what `numberOf` makes of the field, a number
 */
export function whyUnheld(field: string, value: number): Unheld | null {
  if (value === 0) return field === '0' || !/^[^edED]*[1-9]/.test(field) ? null : 'small'
  const size = Math.abs(value)
  if (size < largestWhole) return null
  if (size === Number.POSITIVE_INFINITY) return 'large'
  const digits = /^\s*[+-]?([0-9]+)(?:[.,](0*))?\s*$/.exec(field)
  if (digits === null) return isRoundedPower(field, size) ? 'rounded' : null
  // With zeros behind the mark it comes from a program's float64, and is held if it is one.
  const [, whole = '', zeros] = digits
  return zeros !== undefined && isExactly(whole, size) ? null : 'rounded'
}

/** With a power of ten as many digits are meant as are written: not so in 9.007199254740993e15, whose last one is lost. */
function isRoundedPower(field: string, size: number): boolean {
  const written = field.trim().replace(',', '.').replace(/d/i, 'e').replace(/^[+-]/, '')
  return exactDecimal(written) !== null && isWhole(written) && !isRoundedTo(written, size)
}

export type Unheld = 'large' | 'small' | 'rounded'

/** 2⁵³: from here on not every whole number is a float64. */
const largestWhole = 2 ** 53

/** Powers of ten up to here, and whole numbers of so many digits, are float64 without rounding. */
const exactDigits = 15
const powersOfTen = Float64Array.from({ length: exactDigits + 1 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * `-12.375`: digits with a decimal mark among them, read without going through a decimal library: several times as fast
 * as Number(), which matters for a gigabyte. NaN for anything longer or else.
 *
 *   value = ± digits / 10^fraction: one division of two exact numbers, so rounded once and right to the last bit
 *
 * Source: Clinger, "How to read floating point numbers accurately", 1990, the fast path.
 */
function shortDecimal(field: string, mark: number): number {
  const length = field.length
  const first = field.charCodeAt(0)
  let at = first === minus || first === plus ? 1 : 0
  if (length - at > exactDigits + 1 || length === at) return Number.NaN
  let digits = 0
  let markAt = -1
  let count = 0
  for (; at < length; at++) {
    const digit = field.charCodeAt(at) - zero
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit
      count++
    } else if (digit === mark && markAt < 0) markAt = at
    else return Number.NaN
  }
  if (count === 0 || count > exactDigits) return Number.NaN
  const value = markAt < 0 ? digits : digits / powersOfTen[length - 1 - markAt]!
  return first === minus ? -value : value
}

const minus = 0x2d
const plus = 0x2b
const zero = 0x30
/** Decimal marks, counted from zero. */
const point = 0x2e - zero
const comma = 0x2c - zero
