import { describe, expect, it } from 'vitest'
import { fittingColumns, wantedNameWidth } from './fittingColumns'
import { columnsAfter, columnsBefore, differingColumns, statusColumn } from './runColumns'

const differing = differingColumns(
  [
    { kind: 'rmsprop', learningRate: 0.1, beta2: 0.9 },
    { kind: 'adam', learningRate: 0.15, beta2: 0.999 },
  ],
  (_optimizer, setting) => ({ title: setting }),
)
const columns = [...columnsBefore, ...differing, ...columnsAfter].filter((column) => column.isShownAtFirst)
const all = columns.map(({ id }) => id)
const width = columns.slice(1).reduce((sum, column) => sum + column.width, 0)
const fitting = (room: number, kept: readonly string[] = []) =>
  fittingColumns(columns, { width: room, nameWidth: 150, isKept: ({ id }) => kept.includes(id) }).map(({ id }) => id)

describe('fittingColumns', () => {
  it('where names have their room, every column stays', () => {
    expect(fitting(width + 150)).toEqual(all)
  })

  it('the last hyperparameter gives way first, then those before it, then the optimizer', () => {
    expect(fitting(width + 149)).toEqual(all.filter((id) => id !== 'optimizer.beta2'))
    expect(fitting(0)).toEqual(['name', 'loss', 'status'])
  })

  it('what is sorted by or was ticked stays, whatever the width', () => {
    expect(fitting(0, ['optimizer.beta2'])).toEqual(['name', 'optimizer.beta2', 'loss', 'status'])
    expect(fitting(0)).toContain(statusColumn.id)
  })
})

describe('wantedNameWidth', () => {
  it('grows with the longest title, within bounds', () => {
    expect(wantedNameWidth(20)).toBeLessThan(wantedNameWidth(30))
    expect(wantedNameWidth(200)).toBe(232)
    expect(wantedNameWidth(0)).toBe(96)
  })
})
