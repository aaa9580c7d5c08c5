/** The last finite value of a column of buckets, or null. */
export function lastValue(column: Float64Array): number | null {
  for (let index = column.length - 1; index >= 0; index--) {
    const value = column[index]!
    if (Number.isFinite(value)) return value
  }
  return null
}
