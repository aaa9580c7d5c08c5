import { describe, expect, it } from 'vitest'
import type { ChartLine } from './lineChart'
import { paintLines } from './paintLines'
import type { PlotArea } from './plotArea'
import { exampleLine } from './testing/exampleInput'
import { recordingContext } from './testing/recordingContext'

/** 100 px wide and high, so that a place and a value are their own pixels; y counts from below. */
const area: PlotArea = {
  left: 0,
  right: 100,
  top: 0,
  bottom: 100,
  x: { min: 0, max: 100 },
  y: { min: 0, max: 100 },
  scale: 'linear',
}

function drawn(line: ChartLine, on: Partial<PlotArea> = {}) {
  const { context, calls } = recordingContext()
  paintLines(context, { ...area, ...on }, [line], (css) => css)
  return calls.filter(([name]) => ['moveTo', 'lineTo', 'arc'].includes(name))
}
const many = (values: readonly number[]) => [...values, ...new Array<number>(20).fill(10)]

describe('paintLines', () => {
  it('is a line through the points, broken where a value is not finite', () => {
    const calls = drawn(exampleLine(1, many([10, 20, Number.NaN, 40, 50])))
    expect(calls.slice(0, 4)).toEqual([
      ['moveTo', 1, 90],
      ['lineTo', 2, 80],
      ['moveTo', 4, 60],
      ['lineTo', 5, 50],
    ])
  })

  it('draws a bucket from its smallest to its largest value and goes on from its last', () => {
    const line = exampleLine(1, many([10, 20]))
    const spread = { low: line.low.with(1, 5), high: line.high.with(1, 95) }
    expect(drawn({ ...line, ...spread }).slice(1, 4)).toEqual([
      ['lineTo', 2, 95],
      ['lineTo', 2, 5],
      ['lineTo', 2, 80],
    ])
  })

  it('marks NaN and ±Infinity with a cross on the axis', () => {
    const calls = drawn(exampleLine(1, many([10, Number.POSITIVE_INFINITY, 20])))
    expect(calls).toContainEqual(['moveTo', 2 - 3.5, 100 - 3.5])
  })

  it('marks what a log axis cannot show at its place and draws no line to it', () => {
    const log = { scale: 'log', y: { min: 1, max: 100 } } as const
    const calls = drawn(exampleLine(1, many([10, 0, 10])), log)
    expect(calls.filter(([, x]) => x === 2)).toEqual([['lineTo', 2, 100]])
    expect(calls).toContainEqual(['moveTo', 3, 50])
    expect(drawn(exampleLine(1, many([10, 0, 10]))).filter(([name]) => name === 'moveTo')).toHaveLength(1)
  })

  it('shows a point that stands alone as a dot, and every point where they are far apart', () => {
    const alone = drawn(exampleLine(1, many([Number.NaN, 30, Number.NaN])))
    expect(alone.filter(([name]) => name === 'arc').map(([, x, y]) => [x, y])).toEqual([[2, 70]])
    expect(drawn(exampleLine(1, [1, 2, 3])).filter(([name]) => name === 'arc')).toHaveLength(3)
  })

  it('rings the end of a diverged run, at the top when it is off the axis', () => {
    const calls = drawn(exampleLine(1, many([10, 1e9]), { last: Float64Array.of(1e9), divergedAt: 22 }))
    expect(calls.findLast(([name]) => name === 'arc')?.slice(1, 3)).toEqual([22, 0])
  })

  it('draws only what is in view, and one neighbour on each side', () => {
    const calls = drawn(
      exampleLine(
        1,
        Array.from({ length: 90 }, () => 50),
      ),
      { x: { min: 40, max: 60 } },
    )
    expect(calls).toHaveLength(23)
  })

  it('fills a ribbon between its edges, down to the axis where the lower one is not above 0', () => {
    const x = Float64Array.of(10, 20)
    const ribbon = { x, low: Float64Array.of(0, 10), high: Float64Array.of(100, 100) }
    const calls = drawn(exampleLine(1, [], { ribbon }), { scale: 'log', y: { min: 1, max: 100 } })
    expect(calls).toEqual([
      ['lineTo', 10, 0],
      ['lineTo', 20, 0],
      ['lineTo', 20, 50],
      ['lineTo', 10, 100],
    ])
  })
})

describe('dashes', () => {
  const noise = (run: number) =>
    exampleLine(
      run,
      Array.from({ length: 90 }, (_, index) => (index % 2) * 100),
      { dash: [2, 3] },
    )
  const dashesOf = (count: number) => {
    const { context, calls } = recordingContext()
    const lines = Array.from({ length: count }, (_, index) => noise(index))
    paintLines(context, area, lines, (css) => css)
    return calls.filter(([name]) => name === 'setLineDash').map(([, dash]) => dash)
  }

  it('tell a few lines apart, and are left out of noise where there are more than can be', () => {
    expect(dashesOf(8)).toEqual(Array.from({ length: 8 }, () => [2, 3]))
    expect(dashesOf(9)).toEqual(Array.from({ length: 9 }, () => []))
  })
})
