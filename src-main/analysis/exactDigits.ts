/** Numbers as text for other programs to read. */

/** The fewest digits that read back as the same float64, its sign included where it is 0; NaN, Infinity, -Infinity. */
export function exactDigits(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

const numbersPerPiece = 1000

/** A JSON list of these numbers, in pieces; what JSON cannot hold is the text "NaN", "Infinity" or "-Infinity". */
export function* jsonNumbers(column: Float32Array | Float64Array): Generator<string, void, undefined> {
  yield '['
  for (let begin = 0; begin < column.length; begin += numbersPerPiece) {
    const texts = Array.from(column.subarray(begin, begin + numbersPerPiece), (value) =>
      Number.isFinite(value) ? exactDigits(value) : `"${value}"`,
    )
    yield `${begin === 0 ? '' : ','}${texts.join(',')}`
  }
  yield ']'
}
