/** What a name of a rule means, for its tooltip: the slot's or the hyperparameter's own words, and those of the language. */
import type { Definition } from '../../../src-main/contract/definition'
import { fieldLabel } from '../fields/fieldLabel'

const languageNames: Readonly<Record<string, string>> = {
  g: 'g: the gradient of the loss, dW',
  w: 'w: the parameter, W',
  t: 't: the step, from 1',
}

export function symbolMeaning(name: string | undefined, definition: Definition): string | undefined {
  if (name === undefined) return undefined
  const slot = definition.slots?.[name]
  if (slot !== undefined) return `${slot.label}: ${slot.meaning}, starts at ${slot.initial}`
  const field = definition.fields[name]
  if (field === undefined) return languageNames[name]
  const label = `${field.symbol ?? name}: ${fieldLabel(name, field).toLowerCase()}`
  return field.help === undefined ? label : `${label}. ${field.help}`
}
