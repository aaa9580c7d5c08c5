/**
 * A saved member in lines to read: each field in force with its symbol and its value, nested members under their own.
 *
 * Values are those of the stored document, where every default is filled in; a line says whether it is the default.
 */
import type { Catalogue } from '../../../src-main/contract/definition'
import type { CatalogueList, Field } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'
import { fieldLabel } from '../fields/fieldLabel'
import { numbersText } from '../fields/numberText'
import { visibleFields } from '../fields/visibleFields'

export interface SettingLine {
  readonly key: string
  readonly label: string
  readonly symbol?: string
  readonly text: string
  readonly isDefault: boolean
}

export function settingLines(list: CatalogueList, member: unknown, catalogue: Catalogue, under = ''): SettingLine[] {
  const definition = definitionOf(list, member, catalogue)
  return visibleFields(definition?.fields ?? {}, member).flatMap(({ name, field }) => {
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

function definitionOf(list: CatalogueList, member: unknown, catalogue: Catalogue) {
  const kind = isJsonObject(member) ? member.kind : undefined
  return catalogue[list].find((definition) => definition.kind === kind)
}

/** "dense hidden1 128": the kind, then whatever is not the default. */
function entryText(list: CatalogueList, entry: unknown, catalogue: Catalogue): string {
  const values = settingLines(list, entry, catalogue).filter((line) => !line.isDefault && line.text !== '')
  return [kindOf(entry), ...values.map((line) => line.text)].join(' ')
}

function kindOf(member: unknown): string {
  return isJsonObject(member) && typeof member.kind === 'string' ? member.kind : ''
}

function valueText(field: Field, value: unknown, catalogue: Catalogue): string {
  if (field.type === 'member') return definitionOf(field.of, value, catalogue)?.title ?? kindOf(value)
  if (field.type === 'boolean') return value === true ? 'yes' : 'no'
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value)
  return numbersText(value)
}
