/** Which column is the target, which are inputs, and which are left out: names in the settings against the file's. */
import { refuse } from '../refuse'
import { CsvParser } from './csvParser'
import type { CsvSettings } from './csvSettings'
import { type Dialect, dataHint } from './dialect'
import { placeName } from './tableHead'

export type ColumnRole = 'input' | 'target' | 'ignored'

export interface ColumnPlan {
  readonly name: string
  /** Place in a record, from 0. */
  readonly place: number
  readonly role: ColumnRole
  /** Numbers in it are names of categories. */
  readonly isCategorical: boolean
}

/** @throws LabFailure `datasetUnreadable`, naming the columns there are */
export function planColumns(file: string, dialect: Dialect, settings: CsvSettings): readonly ColumnPlan[] {
  const { names, width, hasNames } = dialect
  const target = settings.target.trim() === '' ? names.at(-1) : settings.target.trim()
  const ignored = new Set(listed(settings.ignore))
  const categorical = new Set(listed(settings.categorical))
  const known = new Set(names)
  // A last column that is no column may still be named where it changes nothing.
  const spare = width > names.length ? placeName(width - 1) : undefined
  for (const [setting, wanted] of [
    ['target', target === undefined ? [] : [target]],
    ['ignore', [...ignored]],
    ['categorical', [...categorical]],
  ] as const) {
    const stranger = wanted.find((name) => !known.has(name) && (name !== spare || setting === 'target'))
    if (stranger !== undefined) {
      const hint = hasNames ? '' : ` ${dataHint(dialect)}`
      refuse(file, `has no column "${stranger}", which ${setting} names; its columns are ${shortList(names)}${hint}`)
    }
  }
  if (target !== undefined && ignored.has(target)) refuse(file, `cannot ignore "${target}": it is the target`)
  const plans = names.map((name, place): ColumnPlan => {
    const role = name === target ? 'target' : ignored.has(name) ? 'ignored' : 'input'
    return { name, place, role, isCategorical: categorical.has(name) }
  })
  if (!plans.some(({ role }) => role === 'input')) {
    refuse(file, `leaves no input: its columns are ${shortList(names)}, and "${target}" is the target`)
  }
  return plans
}

/** Names as a line of CSV, so that one with a comma in it can stand in quotes. */
function listed(line: string): string[] {
  const names: string[] = []
  new CsvParser('list of columns', ',', (fields) => {
    names.push(...fields.map((field) => field.trim()).filter((name) => name !== ''))
    return true
  }).push(line, true)
  return names
}

const longestList = 12

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, longestList).join(', ')
  return names.length > longestList ? `${shown} and ${names.length - longestList} more` : shown
}
