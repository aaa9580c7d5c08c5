/**
 * Orthogonal initialisation: columns of length 1 at right angles, or rows where there are more columns than rows, so
 * that signals and gradients keep their length.
 *
 *   Q of G = Q·R with diag R > 0, G of independent normal values
 *
 * Variant: gain 1. By Gram–Schmidt, each vector projected twice ("twice is enough", Giraud, Langou, Rozložník & van den
 * Eshof, 2005), all in float64. With diag R > 0 every orthogonal matrix is equally likely.
 * Shapes: view is rows × columns. Vector by vector is drawn in order.
 * Source: Saxe, McClelland & Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks", ICLR 2014, section 3.
 */
import type { Generator } from '../generator'
import type { Initialiser } from './initialiser'

export const orthogonal: Initialiser = (view, { rows, columns }, generator) => {
  const count = Math.min(rows, columns)
  const vectors = orthonormalVectors(count, Math.max(rows, columns), generator)
  const isTall = rows >= columns
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      view[row * columns + column] = isTall ? vectors[column]![row]! : vectors[row]![column]!
    }
  }
}

function orthonormalVectors(count: number, length: number, generator: Generator): Float64Array[] {
  const vectors: Float64Array[] = []
  while (vectors.length < count) {
    const vector = new Float64Array(length)
    for (let i = 0; i < length; i++) vector[i] = generator.nextNormal()
    for (const earlier of vectors) removeAlong(vector, earlier)
    for (const earlier of vectors) removeAlong(vector, earlier)
    const norm = Math.sqrt(product(vector, vector))
    // a draw that lies in the span of the others, to rounding, is thrown away
    if (norm < 1e-12) continue
    for (let i = 0; i < length; i++) vector[i] = vector[i]! / norm
    vectors.push(vector)
  }
  return vectors
}

function removeAlong(vector: Float64Array, unit: Float64Array): void {
  const along = product(vector, unit)
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - along * unit[i]!
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
