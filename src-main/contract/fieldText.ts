/** Puts into words what a field allows: the same words in the form, the command line and every error. */
import { assertNever } from './assertNever'
import type { Bounds, Field } from './field'

/** `[0, 1)`, `(0, ∞)` … */
export function intervalText(bounds: Bounds): string {
  const low = bounds.min !== undefined ? `[${bounds.min}` : bounds.above !== undefined ? `(${bounds.above}` : '(−∞'
  const high = bounds.max !== undefined ? `${bounds.max}]` : bounds.below !== undefined ? `${bounds.below})` : '∞)'
  return `${low}, ${high}`
}

function isBounded(bounds: Bounds): boolean {
  return [bounds.min, bounds.above, bounds.max, bounds.below].some((bound) => bound !== undefined)
}

function numberText(noun: string, bounds: Bounds): string {
  return isBounded(bounds) ? `${noun} in ${intervalText(bounds)}` : noun
}

/** What follows "must be": "a number in (0, ∞)". */
export function allowedText(field: Field): string {
  switch (field.type) {
    case 'real':
      return numberText('a number', field)
    case 'integer':
      return numberText('a whole number', field)
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${field.options.map((option) => option.value).join(', ')}`
    case 'text':
      return `a text of ${field.minLength ?? 0} to ${field.maxLength} characters`
    case 'reals':
      return `a list of ${field.minLength} to ${field.maxLength} numbers${isBounded(field) ? `, each in ${intervalText(field)}` : ''}`
    case 'member':
      return `an object with a "kind" of ${field.of}`
    case 'members':
      return `a list of ${field.minLength} to ${field.maxLength} ${field.of}`
    case 'exceptions':
      return `a list of at most ${field.maxLength} exceptions such as { "parameters": "*.b", "learningRateFactor": 0.1 }`
    default:
      return assertNever(field)
  }
}

export function isWithin(value: number, bounds: Bounds): boolean {
  return (
    (bounds.min === undefined || value >= bounds.min) &&
    (bounds.above === undefined || value > bounds.above) &&
    (bounds.max === undefined || value <= bounds.max) &&
    (bounds.below === undefined || value < bounds.below)
  )
}
