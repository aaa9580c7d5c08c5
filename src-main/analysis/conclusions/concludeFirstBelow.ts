/**
 * "First below 0.01: momentum at step 73, Adam 87, RMSProp 97 and gradient descent 171."
 *
 * The level is the lowest round number that every run has been below; a run that never came below where another one
 * started is not waited for, and is named as not having reached the level. Runs that diverged are left to the sentence
 * about them.
 */
import type { Curve, NumberFormat } from './curve'
import { lowest } from './extremum'
import { labelled } from './labelled'
import { lastValue } from './lastValue'
import { listed } from './listed'

export function concludeFirstBelow(curves: readonly Curve[], format: NumberFormat): string {
  const entries = curves.flatMap((curve) => {
    const best = lowest(curve)
    return best === null || curve.status === 'diverged' ? [] : [{ curve, best }]
  })
  const only = entries[0]
  if (only === undefined) return ''
  if (entries.length === 1) {
    const last = lastValue(only.curve.last)
    const who = curves.length > 1 ? `${only.curve.label}: lowest` : 'Lowest'
    return `${who} ${format(only.best.value)} ${stepText(only.curve)} ${only.best.step}; last ${format(last ?? Number.NaN)}.`
  }
  const level = commonLevel(entries.map(({ curve, best }) => ({ first: firstValue(curve), best: best.value })))
  if (level === null) return ''
  const arrivals = entries
    .map(({ curve }) => ({ curve, step: firstBelow(curve, level) }))
    .sort((a, b) => (a.step ?? Number.POSITIVE_INFINITY) - (b.step ?? Number.POSITIVE_INFINITY))
  const reached = arrivals.flatMap(({ curve, step }) => (step === null ? [] : [{ curve, step }]))
  const missed = arrivals.filter(({ step }) => step === null).map(({ curve }) => curve)
  const isDecimated = reached.some(({ curve }) => curve.isDecimated)
  const texts = reached.map(({ curve, step }, index) =>
    index === 0 ? `${curve.label} ${isDecimated ? 'by' : 'at'} step ${step}` : labelled(curve.label, step),
  )
  const rest = missed.length === 0 ? '' : `; ${missedText(missed)}`
  return `First below ${format(level)}: ${listed(texts)}${rest}.`
}

/** The step of the first bucket with a value below the level, or null. */
function firstBelow(curve: Curve, level: number): number | null {
  const index = curve.low.findIndex((value) => value < level)
  return index === -1 ? null : curve.steps[index]!
}

function stepText(curve: Curve): string {
  return curve.isDecimated ? 'by step' : 'at step'
}

function firstValue(curve: Curve): number {
  return curve.high.find(Number.isFinite) ?? Number.NaN
}

/**
 * The lowest round number that every run has been below.
 *
 * @returns null when no two runs have a level in common that both had to come down to.
 */
export function commonLevel(runs: readonly { readonly first: number; readonly best: number }[]): number | null {
  const start = Math.min(...runs.map((run) => run.first))
  const ordered = [...runs].sort((a, b) => a.best - b.best)
  while (ordered.length >= 2) {
    const worst = ordered.at(-1)!.best
    const level = worst > 0 ? roundAbove(worst) : null
    if (level !== null && level < start) return level
    ordered.pop()
  }
  return null
}

function missedText(curves: readonly Curve[]): string {
  const steps = new Set(curves.map((curve) => curve.step))
  const names = listed(curves.map((curve) => curve.label))
  if (curves.some((curve) => curve.status === 'running' || curve.status === 'queued')) return `${names} not yet`
  return steps.size === 1 ? `${names} not within ${[...steps][0]} steps` : `${names} never`
}

/** The smallest 1, 2 or 5 times a power of ten that is above a positive number. */
export function roundAbove(value: number): number {
  const exponent = Math.floor(Math.log10(value))
  const candidates = [-1, 0, 1].flatMap((shift) => [1, 2, 5].map((factor) => Number(`${factor}e${exponent + shift}`)))
  return candidates.find((candidate) => candidate > value) ?? value
}
