/** The examples of one part as lists: inputs, then the target. */
import type { Dataset, PartName } from '../dataset'

export const partNames: readonly PartName[] = ['training', 'validation', 'test']

export function examplesOf(dataset: Dataset, part: PartName): number[][] {
  const size = dataset.inputShape.reduce((product, length) => product * length, 1)
  const examples = dataset.parts[part]
  return Array.from({ length: examples.count }, (_, index) => {
    const inputs = new Float64Array(size)
    examples.readInputs(Uint32Array.of(index), 0, 1, inputs)
    return [...inputs, examples.target(index)]
  })
}

export function allExamples(dataset: Dataset): number[][] {
  return partNames.flatMap((part) => examplesOf(dataset, part))
}
