/** Runs an experiment to its end inside the test, with a clock the test decides on. */
import { type Backend, defaultBackend } from '../../contract/backend'
import { type Experiment, parseExperiment } from '../../contract/experiment'
import { unwrap } from '../../contract/result'
import { columnKeys, columnKeyText } from '../../contract/series'
import { type Checkpoint, exportedTensors, type ParameterTensor, type Snapshot } from '../../contract/snapshot'
import type { Outcome, Prepared } from '../../contract/trainerMessages'
import { registry } from '../registry'
import { type Threads, train } from '../train'

export interface Finished {
  readonly prepared: Prepared
  readonly outcome: Outcome
  /** what it ended on */
  readonly parameters: readonly ParameterTensor[]
  /** Every column by the text of its key: steps and values. */
  readonly rows: ReadonlyMap<string, { readonly steps: number[]; readonly values: number[] }>
  readonly frames: number
  /** the step after which each frame was */
  readonly stepsOfFrames: readonly number[]
  /** those that frames brought */
  readonly checkpoints: readonly Checkpoint[]
  /** those that the document asks to keep */
  readonly moments: readonly Snapshot[]
}

export interface Conditions {
  /** Milliseconds that pass from one look at the clock to the next; 0 = the run is one frame. */
  readonly tickMs?: number
  /** Asks to stop once this many frames were heard. */
  readonly stopAfterFrames?: number
  /** Asks one thread to go on alone once this many frames were heard. */
  readonly aloneAfterFrames?: number
  /** Holds it once this many frames were heard, and lets it go on at once. */
  readonly holdAfterFrames?: number
  /** Stops once so many steps are made. */
  readonly stopAfter?: number
  readonly backend?: Backend
  readonly threads?: Threads
  /** Where to go on. */
  readonly checkpoint?: Checkpoint | undefined
  /** instead of ticks */
  readonly nowMs?: () => number
}

export function experimentOf(document: unknown): Experiment {
  return unwrap(parseExperiment(document, registry))
}

export async function trainToEnd(
  document: unknown,
  {
    tickMs = 0,
    stopAfterFrames,
    aloneAfterFrames,
    holdAfterFrames,
    stopAfter,
    backend = defaultBackend,
    threads,
    nowMs,
    checkpoint,
  }: Conditions = {},
): Promise<Finished> {
  let now = 0
  let frames = 0
  let hasHeld = false
  const stepsOfFrames: number[] = []
  let prepared: Prepared | undefined
  let outcome: Outcome | undefined
  const checkpoints: Checkpoint[] = []
  const moments: Snapshot[] = []
  const rows = new Map<string, { steps: number[]; values: number[] }>()
  const control = {
    nowMs:
      nowMs ??
      (() => {
        now += tickMs
        return now
      }),
    isStopRequested: () => stopAfterFrames !== undefined && frames >= stopAfterFrames,
    isAloneWanted: () => aloneAfterFrames !== undefined && frames >= aloneAfterFrames,
    stopAfter,
    breathe: () => Promise.resolve(),
    isKeepWanted: () => {
      const isWanted = frames === holdAfterFrames && !hasHeld
      hasHeld ||= isWanted
      return isWanted
    },
  }
  for await (const event of train(experimentOf(document), control, backend, threads, checkpoint)) {
    if (event.type === 'prepared') prepared = event
    if (event.type === 'finished') outcome = event.outcome
    if (event.type !== 'frame') continue
    frames++
    stepsOfFrames.push(event.frame.step)
    if (event.checkpoint !== undefined) checkpoints.push(event.checkpoint)
    moments.push(...(event.kept ?? []))
    for (const recorded of event.frame.rows) {
      const { steps, values } = recorded
      for (const [index, key] of columnKeys(recorded).entries()) {
        const column = rows.get(columnKeyText(key)) ?? { steps: [], values: [] }
        // A frame of a surface has more rows than a call takes arguments.
        for (const [row, step] of steps.entries()) {
          column.steps.push(step)
          column.values.push(values[index * steps.length + row]!)
        }
        rows.set(columnKeyText(key), column)
      }
    }
  }
  if (prepared === undefined || outcome === undefined) throw new Error('the run gave no prepared or finished event')
  const { parameters } = exportedTensors(outcome.result)
  return { prepared, outcome, parameters, rows, frames, stepsOfFrames, checkpoints, moments }
}
