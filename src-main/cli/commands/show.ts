/** `lab show RUN`: one run whole. */
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { plainText } from '../plainText'
import { findRun, parseRunId, reading } from '../request'
import { showFacts } from '../runFacts'

export interface ShowOptions {
  readonly db?: string
  readonly json?: boolean
}

export function show(run: string, options: ShowOptions, output: Output): void {
  const id = parseRunId(run)
  const facts = showFacts(reading(options.db, (labFile) => findRun(labFile, id)))
  if (options.json === true) {
    output.result(jsonLine(facts))
    return
  }
  const { experiment, ...rest } = facts
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined)
  const width = Math.max(...entries.map(([name]) => name.length))
  for (const [name, value] of entries) {
    output.result(`${name.padEnd(width)}  ${plainText(textOf(value))}`.trimEnd())
  }
  output.result(`\nexperiment\n${JSON.stringify(experiment, null, 2)}`)
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${entry}`)
    .join(', ')
}
