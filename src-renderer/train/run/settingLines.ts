/**
 * A saved member in lines to read: each field in force (but the text of a rule, which is shown as equations) with its symbol and its value, nested members under their own.
 *
 * Values are those of the stored document, where every default is filled in; a line says whether it is the default.
 */
import type { Catalogue } from '../../../src-main/contract/definition'
import type { CatalogueList } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'
import { entryText } from '../fields/entryText'
import { fieldLabel } from '../fields/fieldLabel'
import { memberDefinition } from '../fields/memberDefinition'
import { valueText } from '../fields/valueText'
import { visibleFields } from '../fields/visibleFields'
import { isRuleField } from '../rule/isRuleField'

export interface SettingLine {
  readonly key: string
  readonly label: string
  readonly symbol?: string
  readonly text: string
  readonly isDefault: boolean
}

export function settingLines(list: CatalogueList, member: unknown, catalogue: Catalogue, under = ''): SettingLine[] {
  const definition = memberDefinition(list, member, catalogue)
  const fields = visibleFields(definition?.fields ?? {}, member).filter(({ field }) => !isRuleField(field))
  return fields.flatMap(({ name, field }) => {
    const value = isJsonObject(member) ? (member[name] ?? field.default) : field.default
    const key = `${under}${name}`
    const line: SettingLine = {
      key,
      label: fieldLabel(name, field),
      symbol: field.symbol,
      text: valueText(field, value, catalogue),
      isDefault: JSON.stringify(value) === JSON.stringify(field.default),
    }
    if (field.type === 'member') {
      return [line, ...settingLines(field.of, value, catalogue, `${key}.`).filter((inner) => !inner.isDefault)]
    }
    if (field.type === 'members' && Array.isArray(value)) {
      return value.map((entry: unknown, index) => ({
        ...line,
        key: `${key}[${index}]`,
        label: index === 0 ? line.label : '',
        text: entryText(field.of, entry, catalogue),
      }))
    }
    return [line]
  })
}
