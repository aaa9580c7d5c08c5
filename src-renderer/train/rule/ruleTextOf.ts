/** The rule that a member's settings pick, defaults filled in: the text that trains. */
import type { Definition } from '../../../src-main/contract/definition'
import type { FieldValue } from '../../../src-main/contract/field'
import { ruleText } from '../../../src-main/contract/ruleLines'
import { isJsonObject } from '../draft/documentPath'

export function ruleTextOf(definition: Definition, settings: unknown): string {
  if (definition.ruleLines === undefined) return definition.rule ?? ''
  const given = isJsonObject(settings) ? settings : {}
  const inForce: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = given[name] ?? field.default
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') inForce[name] = value
  }
  return ruleText(definition.ruleLines, inForce)
}
