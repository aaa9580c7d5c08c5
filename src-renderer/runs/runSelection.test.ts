import { beforeEach, describe, expect, it } from 'vitest'
import { type RunId, runIdSchema } from '../../src-main/contract/identifiers'
import { createRunSelection } from './runSelection'

const id = (number: number): RunId => runIdSchema.parse(number)
let list: readonly RunId[]
let selecting: ReturnType<typeof createRunSelection>
const chosen = () => [...selecting.selection.value].toSorted((a, b) => a - b)

beforeEach(() => {
  list = [1, 2, 3, 4, 5].map(id)
  selecting = createRunSelection(() => list)
})

describe('selecting', () => {
  it('a plain choice replaces, Ctrl adds and takes away, Shift takes the rows between', () => {
    selecting.select(id(2))
    selecting.select(id(4), 'extend')
    expect(chosen()).toEqual([2, 3, 4])
    selecting.select(id(3), 'toggle')
    expect(chosen()).toEqual([2, 4])
    selecting.select(id(5))
    expect(chosen()).toEqual([5])
  })

  it('Shift can turn back over its start', () => {
    selecting.select(id(3))
    selecting.select(id(5), 'extend')
    selecting.select(id(1), 'extend')
    expect(chosen()).toEqual([1, 2, 3])
  })
})

describe('the cursor', () => {
  it('stays inside the list', () => {
    expect(selecting.moveCursor(1, 'replace')).toBe(1)
    expect(selecting.moveCursor(100, 'extend')).toBe(5)
    expect(chosen()).toEqual([1, 2, 3, 4, 5])
    expect(selecting.moveCursor(-100, 'keep')).toBe(1)
    expect(chosen()).toHaveLength(5)
  })

  it('goes nowhere in an empty list', () => {
    list = []
    expect(selecting.moveCursor(1, 'replace')).toBeNull()
  })

  it('takes the row that came in the place of a deleted one, without selecting it', () => {
    selecting.select(id(3))
    const before = list
    list = [1, 2, 4, 5].map(id)
    selecting.follow(before)
    expect([selecting.cursor.value, chosen()]).toEqual([4, []])
  })
})

it('what left the list is no longer selected', () => {
  selecting.selectMany(list)
  const before = list
  list = [2, 4].map(id)
  selecting.follow(before)
  expect(chosen()).toEqual([2, 4])
})
