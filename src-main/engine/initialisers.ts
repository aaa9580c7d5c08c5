/** Initialisers: how the weights of a layer get their first values, by the names that experiments use. */
import type { Generator } from './generator'
import type { Reals } from './precision'

/** What a layer says of its weights, and a document of the initialiser. */
export interface InitialiserSetting {
  /** inputs that reach one unit: those of a dense layer; channels · kernel² of a convolution */
  readonly fanIn: number
  /** units that one input reaches: those of a dense layer; filters · kernel² of a convolution */
  readonly fanOut: number
  /** the weights seen as a matrix, row-major; rows · columns is their number */
  readonly rows: number
  readonly columns: number
  /** of `constant` */
  readonly value: number
}

/**
 * Overwrites all of `view`, in order, drawing only from the generator; values are drawn in float64 and rounded on the
 * store, so that both precisions start from the same numbers.
 */
export type Initialiser = (view: Reals, setting: InitialiserSetting, generator: Generator) => void

/**
 * He initialisation: keeps the variance of a forward signal through rectified layers.
 *
 *   heNormal: N(0, 2/fanIn)        heUniform: U(−l, l), l = √(6/fanIn)
 *
 * Variant: fan-in, gain √2, normal values not truncated.
 * Source: He, Zhang, Ren & Sun, "Delving deep into rectifiers", ICCV 2015, equation 10.
 */
const heNormal: Initialiser = (view, { fanIn }, generator) => {
  const deviation = Math.sqrt(2 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

const heUniform: Initialiser = (view, { fanIn }, generator) => {
  const limit = Math.sqrt(6 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}

/**
 * Glorot initialisation: a compromise between the variance of forward signals and of gradients.
 *
 *   glorotNormal: N(0, 2/(fanIn + fanOut))        glorotUniform: U(−l, l), l = √(6/(fanIn + fanOut))
 *
 * Variant: gain 1, normal values not truncated.
 * Source: Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010,
 * equations 12 and 16.
 */
const glorotNormal: Initialiser = (view, { fanIn, fanOut }, generator) => {
  const deviation = Math.sqrt(2 / (fanIn + fanOut))
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

const glorotUniform: Initialiser = (view, { fanIn, fanOut }, generator) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}

/**
 * LeCun initialisation: keeps the variance of a forward signal through layers that are linear near zero.
 *
 *   lecunNormal: N(0, 1/fanIn)        lecunUniform: U(−l, l), l = √(3/fanIn)
 *
 * Variant: normal values not truncated (Keras truncates at two deviations).
 * Source: LeCun, Bottou, Orr & Müller, "Efficient BackProp", 1998, equation 16.
 */
const lecunNormal: Initialiser = (view, { fanIn }, generator) => {
  const deviation = Math.sqrt(1 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = deviation * generator.nextNormal()
}

const lecunUniform: Initialiser = (view, { fanIn }, generator) => {
  const limit = Math.sqrt(3 / fanIn)
  for (let i = 0; i < view.length; i++) view[i] = limit * (2 * generator.nextUniform() - 1)
}

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
const orthogonal: Initialiser = (view, { rows, columns }, generator) => {
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

/**
 * All zeros: for layers whose symmetry something else breaks, and to show in an experiment what happens when nothing does.
 */
const zeros: Initialiser = (view) => {
  view.fill(0)
}

/** Every weight the same number, which the document gives; draws nothing. */
const constant: Initialiser = (view, { value }) => {
  view.fill(value)
}

export const initialisers = {
  heNormal,
  heUniform,
  glorotNormal,
  glorotUniform,
  lecunNormal,
  lecunUniform,
  orthogonal,
  zeros,
  constant,
} as const satisfies Record<string, Initialiser>

export type InitialiserName = keyof typeof initialisers

/** @throws RangeError if there is no initialiser of this name */
export function initialiserNamed(name: InitialiserName): Initialiser {
  if (Object.hasOwn(initialisers, name)) return initialisers[name]
  throw new RangeError(`initialiser = ${name}, must be one of ${Object.keys(initialisers).join(', ')}`)
}
