/** One field of a CSV record, quoted where RFC 4180 (2005), section 2, asks for it. */

/** Numbers are written in the fewest digits that read back as the same float64; NaN and ±Infinity by these names. */
export function csvField(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
