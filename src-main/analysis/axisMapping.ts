/**
 * Where a step lies on the horizontal axis of a chart, and back: as the step itself, as the epoch it belongs to, or as
 * the seconds trained until then.
 *
 * Both directions are continuous and rise, so that a window in axis units is a window in steps.
 */
import { assertNever } from '../contract/assertNever'

export type AxisKind = 'step' | 'epoch' | 'time'

export interface AxisMapping {
  fromStep(step: number): number
  toStep(position: number): number
}

/** What a run knows about its steps: `elapsed.seconds` rows, rising in both columns. */
export interface StepFacts {
  readonly stepsPerEpoch: number | null
  readonly elapsed: { readonly steps: Float64Array; readonly seconds: Float64Array } | null
}

const identity: AxisMapping = { fromStep: (step) => step, toStep: (position) => position }

/** @returns null when the run cannot be drawn on this axis: no epochs, or no time recorded yet. */
export function axisMapping(axis: AxisKind, facts: StepFacts): AxisMapping | null {
  switch (axis) {
    case 'step':
      return identity
    case 'epoch': {
      const { stepsPerEpoch } = facts
      if (stepsPerEpoch === null || !(stepsPerEpoch > 0)) return null
      return { fromStep: (step) => step / stepsPerEpoch, toStep: (position) => position * stepsPerEpoch }
    }
    case 'time':
      return facts.elapsed === null || facts.elapsed.steps.length === 0
        ? null
        : timeMapping(facts.elapsed.steps, facts.elapsed.seconds)
    default:
      return assertNever(axis)
  }
}

/** Straight lines through (0, 0) and the rows; beyond the last row the last line goes on. */
function timeMapping(steps: Float64Array, seconds: Float64Array): AxisMapping {
  return {
    fromStep: (step) => interpolate(steps, seconds, step),
    toStep: (position) => interpolate(seconds, steps, position),
  }
}

function interpolate(from: Float64Array, to: Float64Array, value: number): number {
  let low = 0
  let high = from.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (from[middle]! < value) low = middle + 1
    else high = middle
  }
  const right = Math.min(low, from.length - 1)
  const x1 = from[right]!
  const y1 = to[right]!
  const x0 = right === 0 ? 0 : from[right - 1]!
  const y0 = right === 0 ? 0 : to[right - 1]!
  return x1 === x0 ? y1 : y0 + ((value - x0) / (x1 - x0)) * (y1 - y0)
}
