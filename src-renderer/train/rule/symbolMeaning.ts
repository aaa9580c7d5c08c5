/** What a name of a rule means, for its tooltip: the slot's or the hyperparameter's own words, and those of the language. */
import type { Definition, SlotInitial } from '../../../src-main/contract/definition'
import { fieldLabel } from '../fields/fieldLabel'

const languageNames: Readonly<Record<string, string>> = {
  g: 'g: the gradient of the loss, dW',
  w: 'w: the parameter, W',
  t: 't: the step, from 1',
}

export function symbolMeaning(name: string | undefined, definition: Definition): string | undefined {
  if (name === undefined) return undefined
  const slot = definition.slots?.[name]
  if (slot !== undefined) return `${slot.label}: ${slot.meaning}, starts at ${startText(slot.initial, definition)}`
  const scalar = definition.scalars?.[name]
  if (scalar !== undefined)
    return `${scalar.label}: ${scalar.meaning}, one number for all elements, starts at ${scalar.initial}`
  const field = definition.fields[name]
  if (field === undefined) return languageNames[name]
  const label = `${field.symbol ?? name}: ${fieldLabel(name, field).toLowerCase()}`
  return field.help === undefined ? label : `${label}. ${field.help}`
}

/** `0`, `w`, or the symbol of the setting it is taken from. */
function startText(initial: SlotInitial, definition: Definition): string {
  if (typeof initial === 'number') return String(initial)
  return definition.fields[initial.from]?.symbol ?? initial.from
}
