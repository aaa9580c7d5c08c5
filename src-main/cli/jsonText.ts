/** JSON for scripts: one value a line, and numbers that JSON cannot hold as the texts "NaN", "Infinity", "-Infinity". */

/** One line of JSON; numbers in the shortest form that reads back as the same float64. Undefined members are left out. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry === 'number' && !Number.isFinite(entry)) return String(entry)
    if (entry instanceof Float32Array || entry instanceof Float64Array) return [...entry].map(finiteOrText)
    return entry
  })
}

function finiteOrText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value)
}
