/**
 * The visible runs as the charts know them: progress comes with the points it belongs to, everything else at once.
 *
 * A training run is told ten times a second, its points are read twice a second: charts that followed the former would
 * draw the same points again and again, on a core that training could use.
 */
import { computed, type ShallowRef } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'

/** What every frame changes, and the experiment, which nothing ever changes: thousands of runs are compared at once. */
const uncompared: ReadonlySet<keyof RunSummary> = new Set([
  'experiment',
  'elapsedMs',
  'step',
  'checkpointStep',
  'stepsPerSecond',
  'trainingLoss',
  'bestTrainingLoss',
  'validationLoss',
  'validationAccuracy',
])

interface Held {
  readonly version: number
  readonly runs: readonly RunSummary[]
}

/** @param version - of the points there are */
export function heldRuns(
  visible: () => readonly RunSummary[],
  version: Readonly<ShallowRef<number>>,
): Readonly<ShallowRef<readonly RunSummary[]>> {
  const held = computed<Held>((before) => {
    const runs = visible()
    const isSame = before?.version === version.value && before.runs.length === runs.length
    return isSame && runs.every((run, index) => differInProgressAtMost(run, before.runs[index]!))
      ? before
      : { version: version.value, runs }
  })
  return computed(() => held.value.runs)
}

function differInProgressAtMost(run: RunSummary, other: RunSummary): boolean {
  if (run === other) return true
  if (run.id !== other.id) return false
  const fields = Object.keys(run) as (keyof RunSummary)[]
  return fields.every((field) => uncompared.has(field) || isSameValue(run[field], other[field]))
}

/** What crosses from main is a new object every time: tags, a failure. */
function isSameValue(value: unknown, other: unknown): boolean {
  if (Object.is(value, other)) return true
  return typeof value === 'object' && value !== null && JSON.stringify(value) === JSON.stringify(other)
}
