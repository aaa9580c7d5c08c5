/** `lab show RUN`: one run whole, with the steps of the moments that it keeps. */
import type { RunId } from '../../contract/identifiers'
import { unwrap } from '../../contract/result'
import type { LabFile } from '../../store/labFile'
import { listSnapshots } from '../../store/snapshots'
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
  const facts = reading(options.db, (labFile) => ({
    ...showFacts(findRun(labFile, id)),
    keptSteps: unwrap(labFile.attempt(() => keptSteps(labFile, id))),
  }))
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

/** Undefined where there are none. */
function keptSteps({ db }: LabFile, run: RunId): number[] | undefined {
  const steps = listSnapshots(db, run).flatMap(({ purpose, step }) => (purpose === 'kept' ? [step] : []))
  return steps.length === 0 ? undefined : steps
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${entry}`)
    .join(', ')
}
