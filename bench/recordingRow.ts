/** One line of what recording costs: workload, contender, µs a step (median, best), and the share of the engine's speed. */
export type RecordingRow = Readonly<Record<string, string | number | null>>

export function rowText(row: RecordingRow): string {
  const texts = Object.entries(row).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`,
  )
  return `  ${texts.join(', ')}`
}
