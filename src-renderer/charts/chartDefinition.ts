/**
 * A chart as data: which cards it makes of what the visible runs recorded, which series each card draws, and what it
 * concludes. How a card is drawn is the same for all of them (`cardInput.ts`, `LineChart.vue`).
 */
import type { Curve } from '../../src-main/analysis/conclusions/curve'
import type { RunSummary } from '../../src-main/contract/run'
import type { ColumnKey } from '../../src-main/contract/series'

export type ChartTab = 'curves' | 'secondMoment'

/** The ribbon around the line of an s_dW card, with the line that fits it. */
export type RibbonKind = 'percentiles' | 'extremes'

export interface ChartRunFacts {
  readonly run: RunSummary
  /** The series it has recorded so far. */
  readonly keys: readonly ColumnKey[]
  /** False for an optimizer without s_dW of its own, whose gradients are only observed with one. */
  readonly keepsSecondMoment: boolean
  /** The slot that validation and test are evaluated at, such as x; null for the parameters themselves. */
  readonly evaluationSlot: string | null
}

export interface ChartFacts {
  /** The visible runs. */
  readonly runs: readonly ChartRunFacts[]
  readonly ribbon: RibbonKind
}

/** A run's curve on a card as a conclusion reads it. */
export interface CardCurve {
  readonly line: Curve
  /** The ribbon's edges where the card has one. */
  readonly ribbon: { readonly low: Float64Array; readonly high: Float64Array } | null
}

export interface ChartCard {
  readonly id: string
  /** "s_dW" is set with its subscript. */
  readonly title: string
  readonly line: ColumnKey
  readonly ribbon: { readonly low: ColumnKey; readonly high: ColumnKey; readonly words: string } | null
  /** `linear` for what has no use for a log axis, whatever is chosen for the others. */
  readonly scale: 'chosen' | 'linear'
  readonly isSmoothed: boolean
  readonly number: 'plain' | 'percent'
  /** What the empty chart says. */
  readonly missing: string
  /** What the note in the header says besides what was done to the data; '' for nothing. */
  readonly remark: string
  /** In one or two sentences, computed from the curves; '' while nothing can be said. */
  conclude(curves: readonly CardCurve[]): string
}

export interface ChartDefinition {
  readonly id: string
  readonly tab: ChartTab
  cards(facts: ChartFacts): readonly ChartCard[]
}

/** A card of one value for each step of the whole run, as most are. */
export function simpleCard(
  card: Pick<ChartCard, 'id' | 'title' | 'line' | 'missing' | 'conclude'> & Partial<ChartCard>,
): ChartCard {
  return { ribbon: null, scale: 'chosen', isSmoothed: true, number: 'plain', remark: '', ...card }
}

/** What a card of validation says of runs that were evaluated elsewhere than at their parameters; '' for none. */
export function evaluatedRemark(runs: readonly ChartRunFacts[]): string {
  const elsewhere = runs.filter(({ evaluationSlot }) => evaluationSlot !== null)
  const slots = [...new Set(elsewhere.map(({ evaluationSlot }) => evaluationSlot))].join(' or ')
  return elsewhere.length === 0 ? '' : `at the average ${slots} in ${elsewhere.length}`
}

/** Whether a run of this experiment has training data, and so a validation part and epochs. */
export function hasData(run: RunSummary): boolean {
  return run.stepsPerEpoch !== null || run.experiment.problem.dataset !== undefined
}
