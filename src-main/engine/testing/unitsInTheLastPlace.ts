/** How many float64 lie between two of them. */
const reals = new Float64Array(2)
const bits = new BigInt64Array(reals.buffer)

/** 0 for the same number (any NaN equals any NaN, +0 and −0 are one apart), otherwise the number of steps between. */
export function unitsInTheLastPlace(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY
  reals[0] = a
  reals[1] = b
  const distance = ordinal(bits[0]!) - ordinal(bits[1]!)
  return Math.abs(Number(distance))
}

/** float64 bits as integers in the order of the numbers */
function ordinal(pattern: bigint): bigint {
  return pattern >= 0n ? pattern : -(pattern & 0x7fffffffffffffffn) - 1n
}
