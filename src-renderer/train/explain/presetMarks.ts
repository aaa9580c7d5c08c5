/** Fields of the draft's optimizer that differ from the nearest preset, by path: "PyTorch: 0.99". */
import type { Catalogue } from '../../../src-main/contract/definition'
import { memberDefinition } from '../fields/memberDefinition'
import { valueText } from '../fields/valueText'
import { nearestPreset } from './nearestPreset'

export function presetMarksOf(optimizer: unknown, catalogue: Catalogue): ReadonlyMap<string, string> {
  const definition = memberDefinition('optimizers', optimizer, catalogue)
  const nearest = definition && nearestPreset(definition, optimizer)
  return new Map(
    nearest?.differences.map(({ name, field, right }) => [
      `optimizer.${name}`,
      `${nearest.preset.title}: ${valueText(field, right, catalogue)}`,
    ]),
  )
}
