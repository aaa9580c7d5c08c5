/** A plain table for people: columns as wide as their widest entry, numbers to the right. */
import { plainText } from './plainText'

export interface Column {
  readonly title: string
  readonly isNumber?: boolean
}

export function table(columns: readonly Column[], cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map(plainText))
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  )
  const line = (entries: readonly string[]): string =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0
        const entry = entries[index] ?? ''
        return column.isNumber === true ? entry.padStart(width) : entry.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [columns.map((column) => column.title), ...rows].map(line).join('\n')
}

/** Six significant digits, as a table shows a measured number; '' for what does not apply. */
export function shortNumber(value: number | null): string {
  if (value === null) return ''
  if (!Number.isFinite(value)) return String(value)
  return value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6)
    ? String(Number(value.toPrecision(6)))
    : value.toExponential(4)
}
