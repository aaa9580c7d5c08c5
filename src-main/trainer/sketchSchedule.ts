/**
 * The rate of every step as a small picture: the first step, the last, and between them the run in equal stretches, of
 * each the smallest and the largest rate found at a few of its steps. A rate that follows the loss is drawn between its bounds.
 */
import type { Sketch } from '../contract/sketch'
import type { Schedule } from '../schedules/schedule'

/** About as many as a form is pixels wide. */
const mostStretches = 300
const looksAStretch = 12

export function sketchSchedule({ rateAt, momentumAt, follower }: Schedule, totalSteps: number): Sketch {
  const count = Math.min(mostStretches, totalSteps)
  const x: number[] = []
  const low: number[] = []
  const high: number[] = []
  let lowestMomentum = Number.POSITIVE_INFINITY
  for (let stretch = 0; stretch < count; stretch++) {
    const [first, last] = stretchOf(stretch, count, totalSteps)
    const steps = stepsBetween(first, last)
    const rates = steps.map(rateAt)
    if (momentumAt !== undefined) lowestMomentum = Math.min(lowestMomentum, ...steps.map(momentumAt))
    x.push(first + 1)
    low.push(Math.min(...(follower === undefined ? rates : steps.map((step) => follower.lowestRateAt(step)))))
    high.push(Math.max(...rates))
  }
  return {
    title: 'Learning rate',
    xTitle: 'step',
    yTitle: 'α',
    style: follower === undefined ? 'line' : 'range',
    x,
    low,
    high,
    note: follower === undefined ? '' : 'Between a loss that always falls and one that never does.',
    ...(momentumAt === undefined ? {} : { note: momentumNote(momentumAt(0), lowestMomentum) }),
  }
}

function momentumNote(first: number, lowest: number): string {
  return `Momentum goes from ${first} to ${Number(lowest.toPrecision(3))} and back.`
}

/** The first and the last step of it, counted from 0. */
function stretchOf(stretch: number, count: number, totalSteps: number): readonly [number, number] {
  if (stretch === 0) return [0, 0]
  if (stretch === count - 1) return [totalSteps - 1, totalSteps - 1]
  const edge = (place: number): number => 1 + Math.floor(((place - 1) * (totalSteps - 2)) / (count - 2))
  return [edge(stretch), edge(stretch + 1) - 1]
}

function stepsBetween(first: number, last: number): number[] {
  const count = Math.min(looksAStretch, last - first + 1)
  if (count === 1) return [first]
  return Array.from({ length: count }, (_, look) => first + Math.round((look * (last - first)) / (count - 1)))
}
