import { describe, expect, it } from 'vitest'
import type { CardCurve, ChartFacts, ChartRunFacts } from './chartDefinition'
import { charts, chartTabs } from './index'
import { exampleRun } from './testing/exampleRun'

const key = (diagnostic: string, column: string, parameter = '') => ({ diagnostic, column, parameter })
const quantiles = ['min', 'mean', 'p5', 'p25', 'p50', 'p75', 'p95', 'max']
const bowl: ChartRunFacts = {
  run: exampleRun(1),
  keys: [
    key('trainingLoss', 'value'),
    ...['min', 'mean', 'max', '[0]', '[1]'].map((column) => key('secondMoment', column, 'x')),
  ],
  keepsSecondMoment: true,
  evaluationSlot: null,
}
const network: ChartRunFacts = {
  run: exampleRun(2, {
    stepsPerEpoch: 10,
    experiment: { problem: { kind: 'network', dataset: { kind: 'mnist' }, loss: 'softmaxCrossEntropy' } },
  }),
  keys: ['hidden1.W', 'hidden1.b'].flatMap((parameter) =>
    quantiles.map((column) => key('secondMoment', column, parameter)),
  ),
  keepsSecondMoment: false,
  evaluationSlot: null,
}
const cardsOf = (runs: readonly ChartRunFacts[], facts: Partial<ChartFacts> = {}) =>
  charts.flatMap((chart) => chart.cards({ runs, ribbon: 'percentiles', ...facts }))
const titles = (runs: readonly ChartRunFacts[]) => cardsOf(runs).map((card) => card.title)

function curve(values: readonly number[]): CardCurve {
  const column = Float64Array.from(values)
  return {
    line: {
      label: 'RMSProp',
      steps: column.map((_, index) => index + 1),
      low: column,
      high: column,
      last: column,
      isDecimated: false,
      status: 'completed',
      step: values.length,
      isNoiseFree: false,
    },
    ribbon: { low: column.map((value) => value / 4), high: column.map((value) => value * 2) },
  }
}

describe('charts', () => {
  it('have cards for losses, norms and s_dW; validation only where there is data, α only where it changes', () => {
    expect(titles([bowl])).toEqual([
      'Training loss',
      'Gradient norm ‖g‖',
      'Update norm ‖Δw‖',
      's_dW · x[0]',
      's_dW · x[1]',
    ])
    expect(titles([network])).toEqual([
      'Training loss',
      'Validation loss',
      'Validation accuracy',
      'Gradient norm ‖g‖',
      'Update norm ‖Δw‖',
      's_dW · hidden1.W',
      's_dW · hidden1.b',
    ])
    const decaying = { ...bowl, run: exampleRun(3, { experiment: { schedule: { kind: 'exponential', decay: 0.9 } } }) }
    expect(titles([bowl, decaying])).toContain('Learning rate α')
  })

  it('say where validation was evaluated, when it was not at the parameters', () => {
    const remarks = (facts: typeof network) =>
      cardsOf([network, facts])
        .filter((card) => card.line.diagnostic === 'validation')
        .map((card) => card.remark)
    expect(remarks(network)).toEqual(['', ''])
    expect(remarks({ ...network, evaluationSlot: 'x' })).toEqual(['at the average x in 1', 'at the average x in 1'])
  })

  it('have one card for each parameter of any visible run, or each of its few elements, once', () => {
    const cards = cardsOf([bowl, network, { ...network, run: exampleRun(9) }])
    expect(
      cards.filter((card) => card.title.startsWith('s_dW')).map(({ line }) => line.parameter + line.column),
    ).toEqual(['x[0]', 'x[1]', 'hidden1.Wp50', 'hidden1.bp50'])
    expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length)
  })

  it('draw the median with p5 to p95, or the mean with the median to the largest, and say which', () => {
    const card = cardsOf([network]).at(-1)!
    expect([card.line.column, card.ribbon?.low.column, card.ribbon?.high.column]).toEqual(['p50', 'p5', 'p95'])
    expect(card.remark).toBe('median, ribbon p5–p95, only observed in 1')
    const extremes = cardsOf([network], { ribbon: 'extremes' }).at(-1)!
    expect([extremes.line.column, extremes.ribbon?.low.column, extremes.ribbon?.high.column]).toEqual([
      'mean',
      'p50',
      'max',
    ])
    expect(extremes.remark).toBe('mean, ribbon median–max, only observed in 1')
  })

  it('say of how many runs s_dW is only observed', () => {
    const remarks = cardsOf([bowl, network]).map((card) => card.remark)
    expect(remarks.slice(-2)).toEqual(Array(2).fill('median, ribbon p5–p95, only observed in 1'))
    expect(cardsOf([bowl, { ...bowl, keepsSecondMoment: false }]).at(-1)?.remark).toBe('only observed in 1')
    expect(cardsOf([bowl]).at(-1)?.remark).toBe('')
  })

  it('say nothing about nothing, and something about something', () => {
    for (const card of cardsOf([bowl, network])) {
      expect(card.conclude([])).toBe('')
      expect(card.conclude([curve([0.9, 0.5, 0.4])])).not.toBe('')
    }
  })

  it('conclude from s_dW its last median and spread', () => {
    // 0.4·2 / (0.4/4) = 8
    expect(
      cardsOf([network])
        .at(-1)
        ?.conclude([curve([0.9, 0.4])]),
    ).toBe('Last median: RMSProp 0.4. Spread p95/p5: 8.')
    const element = cardsOf([bowl]).at(-1)
    expect(element?.conclude([curve([0.9, 0.4])])).toBe('Last: RMSProp 0.4.')
  })

  it('stand on a tab that there is', () => {
    const tabs = chartTabs.map((tab) => tab.id)
    for (const chart of charts) expect(tabs).toContain(chart.tab)
  })
})
