/** One field of a CSV record, quoted where RFC 4180 (2005), section 2, asks for it. */
import { exactDigits } from './exactDigits'

/** Numbers are written in the fewest digits that read back as the same float64; NaN and ±Infinity by these names. */
export function csvField(value: string | number): string {
  const text = typeof value === 'number' ? exactDigits(value) : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
