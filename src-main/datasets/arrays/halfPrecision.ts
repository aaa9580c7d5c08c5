/**
 * Half precision numbers (IEEE 754 binary16) out of their bits.
 *
 *   sign · exponent · fraction   1 · 5 · 10 bits
 *   exponent 0        ± fraction / 2²⁴                            subnormal, and ±0
 *   exponent 1 … 30   ± (2¹⁰ + fraction) · 2^exponent / 2²⁵       normal
 *   exponent 31       ± ∞ where fraction = 0, NaN elsewhere
 *
 * Exact: an integer of at most 41 bits, divided by a power of two; float32 and float64 hold every result.
 * Source: IEEE 754-2019, section 3.4. Fixture: float16.json.
 */

/** @param bits - 16 of them, as a whole number */
export function halfPrecision(bits: number): number {
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  const magnitude = magnitudeOf(exponent, fraction)
  return (bits & 0x8000) === 0 ? magnitude : -magnitude
}

function magnitudeOf(exponent: number, fraction: number): number {
  if (exponent === 0) return fraction / 16_777_216
  if (exponent < 31) return ((1024 + fraction) * (1 << exponent)) / 33_554_432
  return fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN
}
