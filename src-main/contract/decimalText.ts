/**
 * Decimal numbers as they are written, told apart and compared without rounding.
 *
 *   −0610.50e3 → −61050e1 → "-6105e2"     digits without zeros at either end, and a power of ten
 *
 * Two texts have the same form exactly when they are the same number: a float64 cannot tell 2⁵³ from 2⁵³ + 1.
 */
const decimal = /^\s*([+-]?)([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]+))?\s*$/i

/** The one form of a decimal number; null for what is none. */
export function exactDecimal(text: string): string | null {
  const [, sign, whole = '', fraction = '', power = '0'] = decimal.exec(text) ?? []
  if (whole === '' && fraction === '') return null
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const exponent = BigInt(power) - BigInt(fraction.length) + BigInt(digits.length - significant.length)
  return `${sign === '-' ? '-' : ''}${significant}e${exponent}`
}

/** Digits that `toPrecision` gives at most. */
const mostDigits = 100

/** Whether this float64 is written so when it is rounded to as many digits as the text has: 1e23, 1.2000000000000000e+25. */
export function isRoundedTo(text: string, value: number): boolean {
  const digits = (/^[^e]*/i.exec(text)?.[0] ?? '').replace(/[^0-9]/g, '').replace(/^0+/, '')
  const count = Math.max(1, Math.min(digits.length, mostDigits))
  return exactDecimal(text) === exactDecimal(value.toPrecision(count))
}

/** Whether a decimal number has no fraction, such as 1.50e1. */
export function isWhole(text: string): boolean {
  return !/e-/.test(exactDecimal(text) ?? 'e-')
}

/** Whether a decimal number is this whole number exactly, such as `9007199254740993` and 2⁵³ + 1, which is no float64. */
export function isExactly(text: string, whole: number): boolean {
  return exactDecimal(text) === exactDecimal(String(BigInt(whole)))
}
