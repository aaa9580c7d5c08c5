/** How settings stand to the nearest preset: "As in PyTorch.", "PyTorch, but ε = 1e-7.", "Nearest to PyTorch: 4 settings differ." */
import type { Catalogue } from '../../../src-main/contract/definition'
import { fieldLabel } from '../fields/fieldLabel'
import { valueText } from '../fields/valueText'
import type { NearestPreset } from './nearestPreset'

/** More are a list, not a sentence. */
const mostNamed = 3

export function presetSentence({ preset, differences }: NearestPreset, catalogue: Catalogue): string {
  if (differences.length === 0) return `As in ${preset.title}.`
  if (differences.length > mostNamed) return `Nearest to ${preset.title}: ${differences.length} settings differ.`
  const names = differences.map(({ name, field, left }) => {
    if (field.type === 'boolean') return `${left === true ? '' : 'not '}${fieldLabel(name, field).toLowerCase()}`
    return `${field.symbol ?? fieldLabel(name, field).toLowerCase()} = ${valueText(field, left, catalogue)}`
  })
  return `${preset.title}, but ${names.join(', ')}.`
}
