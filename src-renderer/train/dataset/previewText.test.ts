import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../../src-main/contract/datasetPreview'
import { binsApart, extremesText, histogramText, measuredText } from './previewText'

const numbers = (minimum: number, mean: number, maximum: number, counts: readonly number[] = [1, 1]) => ({
  kind: 'numbers' as const,
  minimum,
  mean,
  maximum,
  counts: [...counts],
})

describe('extremes', () => {
  it('have four digits, as numbers elsewhere', () => {
    expect(extremesText(numbers(1.00123, 26.0251, 1001))).toEqual({ minimum: '1.001', mean: '26.03', maximum: '1001' })
  })

  it('have as many more as tell the minimum from the maximum', () => {
    expect(extremesText(numbers(1_600_000_000, 1_600_000_030, 1_600_000_060))).toEqual({
      minimum: '1.6e9',
      mean: '1.60000003e9',
      maximum: '1.60000006e9',
    })
    expect(extremesText(numbers(5, 5, 5)).maximum).toBe('5')
  })
})

describe('a histogram in words', () => {
  it('names the fullest bins, and the last one that holds anything', () => {
    expect(histogramText('x', numbers(0, 2, 9, [5, 0, 80, 1200, 7, 1]))).toBe(
      'Histogram of x, 6 bins from 0 to 9: 1,200 in bin 4, 80 in bin 3, 7 in bin 5, 1 in the last one',
    )
  })

  it('of one value says so', () => {
    expect(histogramText('x', numbers(14.62, 14.62, 14.62, [9]))).toBe('Histogram of x, all 14.62: 9 in bin 1')
  })

  it('of categories names the most frequent, and counts the others', () => {
    const shown = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({ name, count: 9 - index }))
    const distribution: Distribution = { kind: 'categories', shown, otherCount: 4 }
    expect(histogramText('k', distribution)).toBe('How often k has each category: a 9, b 8, c 7, others 15')
  })
})

describe('bins apart', () => {
  const apart = (counts: readonly number[]) => [...binsApart(numbers(0, 1, 2, counts))]

  it('hold a twentieth of the values or less, behind more than half of all bins', () => {
    expect(apart([19, 0, 0, 1])).toEqual([3])
    expect(apart([18, 0, 0, 1])).toEqual([])
    expect(apart([1, 0, 0, 0, 0, 40, 40])).toEqual([0])
    expect(apart([99, 0, 1, 0])).toEqual([])
  })

  it('are not where values lie all over, or are categories', () => {
    expect(apart([9, 5, 1, 1])).toEqual([])
    expect(apart([50, 0, 0, 50])).toEqual([])
    expect([...binsApart({ kind: 'categories', shown: [{ name: 'a', count: 9 }], otherCount: 0 })]).toEqual([])
  })
})

it('it is said when distributions are of the first rows alone', () => {
  const column = { name: 'x', role: 'input', type: 'number', categories: 0, missing: 0 } as const
  const preview = (measuredRows: number, distribution: Distribution | null) =>
    measuredText({ ...empty, rowCount: 9, measuredRows, columns: [{ ...column, distribution }] })
  expect(preview(4, numbers(0, 1, 2))).toBe('Minimum, mean, maximum and histograms are of the first 4 rows.')
  expect(preview(9, numbers(0, 1, 2))).toBe('')
  expect(preview(0, null)).toBe('')
})

const empty = {
  hiddenColumns: 0,
  rows: [],
  isWhole: true,
  task: null,
  inputs: null,
  outputs: null,
  classes: [],
  facts: [],
  problems: [],
}
