/**
 * From what was read to what is drawn: a card's lines, limits, note and conclusion. Pure.
 *
 * Lines show the part in view; the conclusion is about the whole run whatever is zoomed into.
 */
import { type AxisLimits, axisLimits, type Scale } from '../../src-main/analysis/axisLimits'
import { type AxisKind, type AxisMapping, axisMapping } from '../../src-main/analysis/axisMapping'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import type { ColumnKey, SeriesWindow } from '../../src-main/contract/series'
import { divergedStep } from '../runs/divergedStep'
import type { CardCurve, ChartCard } from './chartDefinition'
import { hasData } from './chartDefinition'
import { chartNote } from './chartNote'
import { inRange } from './inRange'
import type { ChartLine, LineChartInput } from './lineChart'
import type { Range } from './range'

/** A visible run with how it looks. */
export interface CardRun {
  readonly run: RunSummary
  readonly label: string
  readonly colour: string
  readonly dash: readonly number[]
}

export interface CardView {
  readonly axis: AxisKind
  readonly scale: Scale
  readonly smoothing: number
  /** Null = the whole. */
  readonly zoom: Range | null
  readonly whole: Range
  /** Limits of the value axis chosen by hand; null = fitted to what is in view. */
  readonly valueZoom: Range | null
}

export interface CardData {
  overview(run: RunId, key: ColumnKey): SeriesWindow | null
  inView(run: RunId, key: ColumnKey): SeriesWindow | null
}

export const elapsedKey: ColumnKey = { diagnostic: 'elapsed', column: 'seconds', parameter: '' }

/** Null while the run has no place on the axis. */
export function runMapping(run: RunSummary, axis: AxisKind, data: CardData): AxisMapping | null {
  const elapsed = axis === 'time' ? data.overview(run.id, elapsedKey) : null
  return axisMapping(axis, {
    stepsPerEpoch: run.stepsPerEpoch,
    elapsed: elapsed === null ? null : { steps: elapsed.steps, seconds: elapsed.last },
  })
}

/** All there is of the axis: from 0 to where the longest run is. */
export function wholeRange(runs: readonly CardRun[], axis: AxisKind, data: CardData): Range {
  const ends = runs.map(({ run }) => runMapping(run, axis, data)?.fromStep(divergedStep(run) ?? run.step) ?? 0)
  const max = Math.max(0, ...ends.filter(Number.isFinite))
  return { min: 0, max: max > 0 ? max : 1 }
}

interface Drawn {
  readonly line: ChartLine
  readonly curve: CardCurve
  readonly window: SeriesWindow
}

export function cardInput(card: ChartCard, runs: readonly CardRun[], data: CardData, view: CardView): LineChartInput {
  const drawn = runs.flatMap((run) => drawnRun(card, run, data, view.axis) ?? [])
  const lines = drawn.map(({ line }) => line)
  const x = view.zoom ?? view.whole
  const scale = card.scale === 'linear' ? 'linear' : view.scale
  const fitted = limitsOf(lines, x, scale)
  const decimated = drawn.filter(({ window }) => window.isDecimated)
  return {
    title: card.title,
    note: chartNote({
      scale,
      remark: card.remark,
      runs: lines.length,
      runsLeftOut: runs.length - lines.length,
      points: Math.max(0, ...drawn.map(({ window }) => window.totalPoints)),
      buckets: decimated.length === 0 ? null : Math.max(...decimated.map(({ window }) => window.steps.length)),
      smoothing: card.isSmoothed ? view.smoothing : 0,
      nonFinite: drawn.reduce((count, { window }) => count + window.nonFiniteCount, 0),
      limits: fitted,
      isZoomed: view.zoom !== null,
    }),
    conclusion: card.conclude(drawn.map(({ curve }) => curve)),
    lines,
    axis: view.axis,
    scale,
    x,
    whole: view.whole,
    y: fitted === null || view.valueZoom === null ? fitted : { ...fitted, ...view.valueZoom },
    number: card.number,
  }
}

function drawnRun(
  card: ChartCard,
  { run, label, colour, dash }: CardRun,
  data: CardData,
  axis: AxisKind,
): Drawn | null {
  const whole = data.overview(run.id, card.line)
  const window = data.inView(run.id, card.line)
  if (whole === null || window === null || whole.steps.length === 0) return null
  const mapping = runMapping(run, axis, data)
  if (mapping === null) return null
  const ribbon = card.ribbon === null ? null : edges(card.ribbon, (key) => data.inView(run.id, key))
  const wholeRibbon = card.ribbon === null ? null : edges(card.ribbon, (key) => data.overview(run.id, key))
  const divergence = divergedStep(run)
  return {
    window,
    line: {
      run: run.id,
      label: divergence === null ? label : `${label}, diverged at step ${divergence}`,
      colour,
      dash,
      x: placed(window.steps, mapping, axis),
      low: window.low,
      high: window.high,
      last: window.last,
      ribbon: ribbon && { x: placed(ribbon.steps, mapping, axis), low: ribbon.low, high: ribbon.high },
      nonFinite: placed(window.nonFiniteSteps, mapping, axis),
      divergedAt: divergence === null ? null : mapping.fromStep(divergence),
    },
    curve: {
      line: {
        ...columnsOf(whole),
        label,
        status: run.status,
        step: divergence ?? run.step,
        isNoiseFree: isNoiseFree(run),
      },
      ribbon: wholeRibbon,
    },
  }
}

function columnsOf({ steps, low, high, last, isDecimated }: SeriesWindow) {
  return { steps, low, high, last, isDecimated }
}

/** The lower edge of the one column and the upper of the other: what every bucket of both holds lies between. */
function edges(ribbon: { low: ColumnKey; high: ColumnKey }, read: (key: ColumnKey) => SeriesWindow | null) {
  const low = read(ribbon.low)
  const high = read(ribbon.high)
  // The two grow together, but an answer for one of them may be newer.
  if (low === null || high === null || low.steps.length !== high.steps.length) return null
  return { steps: low.steps, low: low.low, high: high.high }
}

function placed(steps: Float64Array, mapping: AxisMapping, axis: AxisKind): Float64Array {
  return axis === 'step' ? steps : steps.map((step) => mapping.fromStep(step))
}

/** The same point always gives the same loss, and α stays as it is. */
function isNoiseFree(run: RunSummary): boolean {
  const { problem, schedule } = run.experiment
  const noise = problem.gradientNoise
  return !hasData(run) && schedule.kind === 'constant' && !(typeof noise === 'number' && noise > 0)
}

/** On a linear axis a diverged run would flatten all others: they set the limits, and it is left to run out of them. */
function limitsOf(lines: readonly ChartLine[], view: Range, scale: Scale): AxisLimits | null {
  const lasting = lines.filter((line) => line.divergedAt === null)
  if (scale === 'log' || lasting.length === 0 || lasting.length === lines.length)
    return fittedLimits(lines, view, scale)
  const limits = fittedLimits(lasting, view, scale)
  if (limits === null) return fittedLimits(lines, view, scale)
  const beyond = lines
    .filter((line) => line.divergedAt !== null)
    .flatMap((line) => [...line.high.subarray(...inRange(line.x, view))])
    .filter((value) => value > limits.max || value < limits.min).length
  return { ...limits, outside: limits.outside + beyond }
}

function fittedLimits(lines: readonly ChartLine[], view: Range, scale: Scale): AxisLimits | null {
  const own = lines.flatMap((line) => {
    const [begin, end] = inRange(line.x, view)
    return [line.low.subarray(begin, end), line.high.subarray(begin, end)]
  })
  const ribbons = lines.flatMap(({ ribbon }) => {
    if (ribbon === null) return []
    const [begin, end] = inRange(ribbon.x, view)
    return [ribbon.low.subarray(begin, end), ribbon.high.subarray(begin, end)]
  })
  const all = axisLimits([...own, ...ribbons], scale)
  if (all === null || scale === 'linear') return all
  // Only points of lines are marked, each once: a bucket's smallest value stands for it.
  const marked = own.filter((_, index) => index % 2 === 0)
  return { ...all, nonPositive: marked.reduce((count, low) => count + low.filter((value) => value <= 0).length, 0) }
}
