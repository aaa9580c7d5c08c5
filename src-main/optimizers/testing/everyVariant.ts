/**
 * The settings a conformance law is tried on: every combination of flags and choices, and of the numbers that pick lines
 * of the rule when they are 0, at 0 and off it. Other numbers have their defaults.
 */
import type { Field, FieldValue } from '../../contract/field'
import { isWithin } from '../../contract/fieldText'
import type { OptimizerDefinition } from '../optimizer'
import type { Settings } from './trainOptimizer'

export function everyVariant(definition: OptimizerDefinition): readonly Settings[] {
  let variants: Record<string, FieldValue>[] = [{ kind: definition.kind }]
  for (const [name, field] of Object.entries(definition.fields)) {
    const values = valuesOf(field, picksLines(definition, name))
    variants = variants.flatMap((variant) => values.map((value) => ({ ...variant, [name]: value })))
  }
  return variants
}

function valuesOf(field: Field, isPicking: boolean): readonly FieldValue[] {
  if (field.type === 'boolean') return [false, true]
  if (field.type === 'choice') return field.options.map(({ value }) => value)
  if (field.type === 'real' && field.default === 0) return [0, 0.01]
  if (field.default === undefined) return []
  return field.type === 'real' && isPicking && isWithin(0, field) ? [0, field.default] : [field.default]
}

function picksLines({ ruleLines = [] }: OptimizerDefinition, name: string): boolean {
  return ruleLines.some(({ when }) => [when ?? []].flat().some((condition) => condition.setting === name))
}
