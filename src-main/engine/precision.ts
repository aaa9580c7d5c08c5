/**
 * The two number formats an experiment can ask for, and arrays of them.
 *
 * float32 arithmetic rounds after every operation (by `Math.fround` or a store into a Float32Array), so that kernels in
 * other languages can give the same bits.
 */
export type Precision = 'float32' | 'float64'

export type Reals = Float32Array | Float64Array

/**
 * Zeros in the asked precision.
 *
 * @throws RangeError if length is not an integer ≥ 0, or precision is neither of the two
 */
export function allocateReals(precision: Precision, length: number): Reals {
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new RangeError(`length = ${length}, must be an integer ≥ 0`)
  }
  switch (precision) {
    case 'float32':
      return new Float32Array(length)
    case 'float64':
      return new Float64Array(length)
    default:
      return refusePrecision(precision)
  }
}

function refusePrecision(precision: never): never {
  throw new RangeError(`precision = ${String(precision)}, must be float32 or float64`)
}
