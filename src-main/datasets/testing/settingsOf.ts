/** A dataset's settings with every default filled in, as a document gets them. */
import type { FieldValue } from '../../contract/field'
import { memberSchema } from '../../contract/fieldSchema'
import type { DatasetDefinition } from '../dataset'

export function settingsOf(
  definition: DatasetDefinition,
  given: Readonly<Record<string, FieldValue>> = {},
): Readonly<Record<string, FieldValue>> {
  const registry = { problems: [], optimizers: [], schedules: [], layers: [], datasets: [definition], diagnostics: [] }
  return memberSchema('datasets', registry).parse({ ...given, kind: definition.kind })
}
