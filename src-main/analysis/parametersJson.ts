/**
 * JSON of parameters and slots in full precision:
 *
 *   {"parameters":[{"name":…,"shape":[…],"values":[…],"slots":{"s":[…]}}]}
 *
 * Numbers are the fewest digits that read back as the same float64 (a float32 is written as the float64 it equals);
 * what JSON cannot hold is the text "NaN", "Infinity" or "-Infinity".
 */
import type { ParameterTensor } from '../contract/tensor'
import { exactDigits } from './exactDigits'

/** Yields the text in pieces, since a large model's is longer than a string may be. */
export function* parametersJson(parameters: readonly ParameterTensor[]): Generator<string, void, undefined> {
  yield '{"parameters":['
  for (const [index, { name, shape, values, slots }] of parameters.entries()) {
    yield `${index === 0 ? '' : ','}{"name":${JSON.stringify(name)},"shape":${JSON.stringify(shape)},"values":`
    yield* numbers(values)
    yield ',"slots":{'
    for (const [place, [slot, column]] of Object.entries(slots).entries()) {
      yield `${place === 0 ? '' : ','}${JSON.stringify(slot)}:`
      yield* numbers(column)
    }
    yield '}}'
  }
  yield ']}\n'
}

const numbersPerPiece = 1000

function* numbers(column: Float32Array | Float64Array): Generator<string, void, undefined> {
  yield '['
  for (let begin = 0; begin < column.length; begin += numbersPerPiece) {
    const texts = Array.from(column.subarray(begin, begin + numbersPerPiece), (value) =>
      Number.isFinite(value) ? exactDigits(value) : `"${value}"`,
    )
    yield `${begin === 0 ? '' : ','}${texts.join(',')}`
  }
  yield ']'
}
