/**
 * JSON of parameters, slots and running statistics in full precision:
 *
 *   {"parameters":[{"name":…,"shape":[…],"values":[…],"slots":{"s":[…]}}],
 *    "statistics":[{"name":"norm.runningMean","shape":[…],"values":[…]}]}
 *
 * `statistics` is there where a layer keeps some: with the parameters, they are all that an evaluation needs.
 * Numbers are the fewest digits that read back as the same float64 (a float32 is written as the float64 it equals);
 * what JSON cannot hold is the text "NaN", "Infinity" or "-Infinity".
 */
import type { ExportedTensors, NamedTensor } from '../contract/snapshot'
import { jsonNumbers } from './exactDigits'

/** Yields the text in pieces, since a large model's is longer than a string may be. */
export function* parametersJson({ parameters, statistics }: ExportedTensors): Generator<string, void, undefined> {
  yield '{"parameters":['
  for (const [index, { slots, ...tensor }] of parameters.entries()) {
    yield* opened(tensor, index)
    yield ',"slots":{'
    for (const [place, [slot, column]] of Object.entries(slots).entries()) {
      yield `${place === 0 ? '' : ','}${JSON.stringify(slot)}:`
      yield* jsonNumbers(column)
    }
    yield '}}'
  }
  if (statistics.length > 0) yield '],"statistics":['
  for (const [index, tensor] of statistics.entries()) {
    yield* opened(tensor, index)
    yield '}'
  }
  yield ']}\n'
}

/** A member of a list up to its values. */
function* opened({ name, shape, values }: NamedTensor, index: number): Generator<string, void, undefined> {
  yield `${index === 0 ? '' : ','}{"name":${JSON.stringify(name)},"shape":${JSON.stringify(shape)},"values":`
  yield* jsonNumbers(values)
}
