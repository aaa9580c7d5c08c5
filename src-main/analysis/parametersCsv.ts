/**
 * CSV of parameters, slots and running statistics: one record for each element.
 *
 * Columns: the parameter's name, its indices from 0 (`index0`, `index1`, … as many as the highest rank; empty beyond a
 * parameter's own), the value, and one column for each slot that any parameter has. Elements row by row. Statistics
 * follow as parameters without slots, under names such as `norm.runningMean`.
 */
import type { ExportedTensors, ParameterTensor } from '../contract/snapshot'
import { csvField } from './csvField'

/**
 * Yields the text in pieces, one for the header and one for each thousand elements.
 *
 * @throws RangeError when a column is not as long as the product of its shape.
 */
export function* parametersCsv({ parameters, statistics }: ExportedTensors): Generator<string, void, undefined> {
  const tensors: ParameterTensor[] = [...parameters, ...statistics.map((tensor) => ({ ...tensor, slots: {} }))]
  const rank = Math.max(0, ...tensors.map((tensor) => tensor.shape.length))
  const slots = [...new Set(tensors.flatMap((tensor) => Object.keys(tensor.slots)))]
  const indices = Array.from({ length: rank }, (_, axis) => `index${axis}`)
  yield `${['parameter', ...indices, 'value', ...slots].map(csvField).join(',')}\r\n`
  for (const parameter of tensors) {
    const columns = slots.map((slot) => parameter.slots[slot])
    const size = parameter.shape.reduce((product, extent) => product * extent, 1)
    for (const column of [parameter.values, ...columns]) {
      if (column !== undefined && column.length !== size) {
        throw new RangeError(`${parameter.name} has a column of ${column.length} elements, must be ${size}`)
      }
    }
    for (let begin = 0; begin < size; begin += elementsPerPiece) {
      const records: string[] = []
      for (let element = begin; element < Math.min(size, begin + elementsPerPiece); element++) {
        const fields = [
          csvField(parameter.name),
          ...indexFields(element, parameter.shape, rank),
          csvField(parameter.values[element]!),
          ...columns.map((column) => (column === undefined ? '' : csvField(column[element]!))),
        ]
        records.push(`${fields.join(',')}\r\n`)
      }
      yield records.join('')
    }
  }
}

const elementsPerPiece = 1000

function indexFields(element: number, shape: readonly number[], rank: number): readonly string[] {
  const fields = new Array<string>(rank).fill('')
  let rest = element
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const extent = shape[axis]!
    fields[axis] = String(rest % extent)
    rest = Math.floor(rest / extent)
  }
  return fields
}
