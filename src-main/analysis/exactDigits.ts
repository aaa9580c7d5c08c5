/** A number as text for other programs to read. */

/** The fewest digits that read back as the same float64, its sign included where it is 0; NaN, Infinity, -Infinity. */
export function exactDigits(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
