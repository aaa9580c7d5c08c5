import { describe, expect, it } from 'vitest'
import { windowOfPoints } from '../../src-main/analysis/windows/buckets'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import { type ColumnKey, columnKeyText, type SeriesWindow } from '../../src-main/contract/series'
import { type CardData, type CardRun, type CardView, cardInput, elapsedKey, wholeRange } from './cardInput'
import { simpleCard } from './chartDefinition'
import { exampleRun } from './testing/exampleRun'

const loss: ColumnKey = { diagnostic: 'trainingLoss', column: 'value', parameter: '' }
const low: ColumnKey = { diagnostic: 'secondMoment', column: 'p5', parameter: 'x' }
const high: ColumnKey = { diagnostic: 'secondMoment', column: 'p95', parameter: 'x' }
const card = simpleCard({
  id: 'trainingLoss',
  title: 'Training loss',
  line: loss,
  missing: 'nothing',
  conclude: (curves) => curves.map(({ line }) => `${line.label}:${line.steps.length}`).join(' '),
})

const view: CardView = {
  axis: 'step',
  scale: 'linear',
  smoothing: 0,
  zoom: null,
  whole: { min: 0, max: 400 },
  valueZoom: null,
}

const look = (run: RunSummary): CardRun => ({ run, label: run.name, colour: 'var(--series-0)', dash: [] })

function window(key: ColumnKey, values: readonly number[], buckets = 1000): SeriesWindow {
  const column = Float64Array.from(values)
  return {
    key,
    ...windowOfPoints(
      column.map((_, index) => index + 1),
      column,
      null,
      null,
      buckets,
    ),
  }
}

function dataOf(recorded: Readonly<Record<number, readonly SeriesWindow[]>>): CardData {
  const find = (run: RunId, key: ColumnKey) =>
    recorded[run]?.find((held) => columnKeyText(held.key) === columnKeyText(key)) ?? null
  return { overview: find, inView: find }
}

describe('cardInput', () => {
  it('draws the runs that have the series, and says how many have not', () => {
    const input = cardInput(
      card,
      [look(exampleRun(1)), look(exampleRun(2))],
      dataOf({ 1: [window(loss, [3, 2, 1])] }),
      view,
    )
    expect(input.lines.map((line) => line.run)).toEqual([1])
    expect(input.note).toBe('linear, 1 run, 1 without it, 3 points, nothing decimated')
    expect(input.y).toMatchObject({ min: 1 - 0.08, max: 3.08 })
  })

  it('takes the columns as they are on the step axis, without a copy', () => {
    const held = window(loss, [3, 2, 1])
    const [line] = cardInput(card, [look(exampleRun(1))], dataOf({ 1: [held] }), view).lines
    expect(line?.x).toBe(held.steps)
    expect(line?.low).toBe(held.low)
  })

  it('places steps on the epoch and time axes, and leaves out runs that have no place there', () => {
    const epochs = exampleRun(1, { stepsPerEpoch: 2 })
    const data = dataOf({ 1: [window(loss, [3, 2, 1]), window(elapsedKey, [0.5, 1, 2])], 2: [window(loss, [1])] })
    const runs = [look(epochs), look(exampleRun(2))]
    const byEpoch = cardInput(card, runs, data, { ...view, axis: 'epoch' })
    expect(byEpoch.lines.map((line) => [...line.x])).toEqual([[0.5, 1, 1.5]])
    expect(byEpoch.note).toContain('1 without it')
    const byTime = cardInput(card, runs, data, { ...view, axis: 'time' })
    expect(byTime.lines.map((line) => [...line.x])).toEqual([[0.5, 1, 2]])
  })

  it('says what was smoothed, decimated, not finite, not above 0 and off the axis', () => {
    const values = [5, Number.NaN, -1, ...Array.from({ length: 97 }, () => 2)]
    const input = cardInput(card, [look(exampleRun(1))], dataOf({ 1: [window(loss, values, 40)] }), {
      ...view,
      scale: 'log',
      smoothing: 0.6,
      zoom: { min: 0, max: 90 },
    })
    expect(input.note).toBe(
      'log, zoomed, smoothed 0.6, 1 not finite, 1 not above 0, 1 run, 100 points, min and max of 40 columns',
    )
    expect([...input.lines[0]!.nonFinite]).toEqual([2])
  })

  it('never says that it smoothed what it does not smooth', () => {
    const plain = { ...card, isSmoothed: false }
    const input = cardInput(plain, [look(exampleRun(1))], dataOf({ 1: [window(loss, [1, 2])] }), {
      ...view,
      smoothing: 0.9,
    })
    expect(input.note).not.toContain('smoothed')
  })

  it('fits the value axis to what is in view, unless limits were chosen by hand', () => {
    const data = dataOf({ 1: [window(loss, [100, 90, 3, 2, 2, 2])] })
    const zoomed = { ...view, zoom: { min: 4, max: 6 } }
    const input = cardInput(card, [look(exampleRun(1))], data, zoomed)
    // From step 4 on, with the neighbour before it: 3, 2, 2, 2.
    expect(input.y).toMatchObject({ min: 1.96, max: 3.04 })
    expect(cardInput(card, [look(exampleRun(1))], data, { ...zoomed, valueZoom: { min: 0, max: 9 } }).y).toMatchObject({
      min: 0,
      max: 9,
    })
  })

  it('lets a diverged run leave a linear axis that the others set, and marks where it ended', () => {
    const gone = exampleRun(2, { status: 'diverged', step: 3 })
    const data = dataOf({ 1: [window(loss, [3, 2, 1, 1])], 2: [window(loss, [3, 1e4, 1e9])] })
    const input = cardInput(card, [look(exampleRun(1)), look(gone)], data, view)
    expect(input.y).toMatchObject({ max: 3.08, outside: 2 })
    expect(input.lines[1]).toMatchObject({ divergedAt: 3, label: 'run 2, diverged at step 3' })
    const alone = cardInput(card, [look(gone)], data, view)
    expect(alone.y?.max).toBeGreaterThan(1e9)
  })

  it('concludes about the whole run whatever is zoomed into', () => {
    const whole = window(loss, [4, 3, 2, 1])
    const detail = { ...window(loss, [2]), steps: Float64Array.of(3) }
    const data: CardData = { overview: () => whole, inView: () => detail }
    const input = cardInput(card, [look(exampleRun(1))], data, { ...view, zoom: { min: 3, max: 3.5 } })
    expect(input.conclusion).toBe('run 1:4')
    expect(input.lines[0]?.x).toEqual(Float64Array.of(3))
  })

  it('draws a ribbon from the smallest of its lower to the largest of its upper series', () => {
    const ribboned = { ...card, ribbon: { low, high, words: '' } }
    const data = dataOf({ 1: [window(loss, [2, 2]), window(low, [1, 0.5]), window(high, [7, 8])] })
    const input = cardInput(ribboned, [look(exampleRun(1))], data, view)
    expect([...input.lines[0]!.ribbon!.low]).toEqual([1, 0.5])
    expect([...input.lines[0]!.ribbon!.high]).toEqual([7, 8])
    expect(input.y).toMatchObject({ min: 0.2, max: 8.3 })
    const late = dataOf({ 1: [window(loss, [2, 2]), window(low, [1]), window(high, [7, 8])] })
    expect(cardInput(ribboned, [look(exampleRun(1))], late, view).lines[0]?.ribbon).toBeNull()
  })

  it('is empty without data, and has no value axis on a log scale when nothing is above 0', () => {
    expect(cardInput(card, [], dataOf({}), view)).toMatchObject({ lines: [], y: null, conclusion: '' })
    const input = cardInput(card, [look(exampleRun(1))], dataOf({ 1: [window(loss, [0, -1])] }), {
      ...view,
      scale: 'log',
    })
    expect(input.y).toBeNull()
    expect(input.lines).toHaveLength(1)
  })
})

describe('wholeRange', () => {
  it('goes from 0 to where the longest run is, in the units of the axis', () => {
    const runs = [look(exampleRun(1, { step: 30, stepsPerEpoch: 10 })), look(exampleRun(2, { step: 70 }))]
    expect(wholeRange(runs, 'step', dataOf({}))).toEqual({ min: 0, max: 70 })
    expect(wholeRange(runs, 'epoch', dataOf({}))).toEqual({ min: 0, max: 3 })
    expect(wholeRange([], 'step', dataOf({}))).toEqual({ min: 0, max: 1 })
  })
})
