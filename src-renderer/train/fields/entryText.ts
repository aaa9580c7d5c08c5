/** One entry of a list on a line: "Dense hidden1 128", its title, its first field, and whatever is not the default. */
import type { Catalogue } from '../../../src-main/contract/definition'
import type { CatalogueList } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'
import { memberDefinition } from './memberDefinition'
import { kindText, valueText } from './valueText'
import { visibleFields } from './visibleFields'

export function entryText(list: CatalogueList, entry: unknown, catalogue: Catalogue): string {
  const definition = memberDefinition(list, entry, catalogue)
  const values = visibleFields(definition?.fields ?? {}, entry).flatMap(({ name, field }, index) => {
    const value = isJsonObject(entry) ? entry[name] : undefined
    const isDefault = value === undefined || JSON.stringify(value) === JSON.stringify(field.default)
    if (isDefault && index > 0) return []
    return [valueText(field, value ?? field.default, catalogue)]
  })
  return [definition?.title ?? kindText(entry), ...values.filter((text) => text !== '')].join(' ')
}
