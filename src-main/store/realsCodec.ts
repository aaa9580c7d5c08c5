/** Arrays of either precision as a BLOB and the word that says which. */
import { InvariantError } from '../contract/assertNever'
import { decodeFloat32, decodeFloat64, encodeColumn } from './columnCodec'

type Reals = Float32Array | Float64Array

export interface StoredReals {
  readonly precision: string
  readonly value_column: Buffer
}

/** The bytes of the array, shared with it. */
export function encodeReals(values: Reals): StoredReals {
  return { precision: values instanceof Float32Array ? 'float32' : 'float64', value_column: encodeColumn(values) }
}

/** @throws InvariantError when the columns hold what `encodeReals` never writes. */
export function decodeReals({ precision, value_column }: StoredReals): Reals {
  if (precision === 'float32') return decodeFloat32(value_column)
  if (precision === 'float64') return decodeFloat64(value_column)
  throw new InvariantError(`precision = ${precision}, must be float32 or float64`)
}
