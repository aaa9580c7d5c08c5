/**
 * One entry of a list on a line: "Dense hidden1 128", its title, its first field, and whatever is not the default. A
 * diagnostic's first field is its cadence, which is named, and left out where it is not set: "s_dW histogram every 50".
 */
import type { Catalogue } from '../../../src-main/contract/definition'
import type { CatalogueList } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'
import { fieldLabel } from './fieldLabel'
import { memberDefinition } from './memberDefinition'
import { kindText, valueText } from './valueText'
import { visibleFields } from './visibleFields'

export function entryText(list: CatalogueList, entry: unknown, catalogue: Catalogue): string {
  const definition = memberDefinition(list, entry, catalogue)
  const values = visibleFields(definition?.fields ?? {}, entry).flatMap(({ name, field }, index) => {
    const value = isJsonObject(entry) ? entry[name] : undefined
    const isDefault = value === undefined || JSON.stringify(value) === JSON.stringify(field.default)
    if (isDefault && (index > 0 || list === 'diagnostics')) return []
    const text = valueText(field, value ?? field.default, catalogue)
    return [list === 'diagnostics' ? `${fieldLabel(name, field).toLowerCase()} ${text}` : text]
  })
  return [definition?.title ?? kindText(entry), ...values.filter((text) => text !== '')].join(' ')
}
