import { describe, expect, it } from 'vitest'
import { createPlotColumns } from './plotColumns'

describe('the columns that series are read for', () => {
  it('are those of the widest plot, whichever was laid out last', () => {
    const { columns, measure } = createPlotColumns()
    const cards = ['wide', 'narrow']
    measure('wide', 600, cards)
    expect(columns.value).toBe(640)
    measure('narrow', 250, cards)
    expect(columns.value).toBe(640)
    measure('wide', 601, cards)
    expect(columns.value).toBe(640)
  })

  it('follow when the widest plot becomes narrower or goes', () => {
    const { columns, measure } = createPlotColumns()
    measure('wide', 600, ['wide', 'narrow'])
    measure('narrow', 250, ['wide', 'narrow'])
    measure('narrow', 250, ['narrow'])
    expect(columns.value).toBe(256)
    measure('narrow', 20, ['narrow'])
    expect(columns.value).toBe(128)
  })
})
