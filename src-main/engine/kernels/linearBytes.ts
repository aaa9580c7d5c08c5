/**
 * Whether bytes stand for multiples of one number, and how float32 arithmetic finds those without a table.
 *
 *   scaled[b] = fl(fl(b·high) + fl(b·low))
 *
 * `high` has 16 significant bits, so that its product with a byte is exact; `low` is the rest. The sum then rounds once
 * where it matters; that all 256 values come out bit for bit is tried, never assumed.
 */
export interface LinearBytes {
  readonly high: number
  readonly low: number
}

const highBits = 0xffffff00

/** Null where the values are no such multiples. */
export function linearBytes(scaled: Float64Array): LinearBytes | null {
  const unit = scaled[1] ?? Number.NaN
  const word = new Uint32Array(1)
  const real = new Float32Array(word.buffer)
  real[0] = unit
  word[0]! &= highBits
  const high = real[0]!
  const low = Math.fround(unit - high)
  const isExact = scaled.every((value, byte) =>
    Object.is(Math.fround(Math.fround(byte * high) + Math.fround(byte * low)), Math.fround(value)),
  )
  return isExact ? { high, low } : null
}
