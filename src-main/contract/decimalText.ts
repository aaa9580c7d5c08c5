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

/** Whether a decimal number is this whole number exactly, such as `9007199254740993` and 2⁵³ + 1, which is no float64. */
export function isExactly(text: string, whole: number): boolean {
  return exactDecimal(text) === exactDecimal(String(BigInt(whole)))
}
