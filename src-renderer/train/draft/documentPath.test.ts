import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathText } from '../../../src-main/contract/experiment'
import { childPath, isAtOrBelow, parsePath, valueAt, withEntry } from './documentPath'

const key = fc.oneof(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/), fc.integer({ min: 0, max: 99 }))

describe('documentPath', () => {
  it('reading a path back gives the keys it was written from', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}$/), fc.array(key, { maxLength: 6 }), (first, rest) => {
        expect(parsePath(pathText([first, ...rest]))).toEqual([first, ...rest])
      }),
    )
  })

  it('a child path is the text of the keys that lead to it', () => {
    expect(childPath(childPath(childPath('', 'problem'), 'layers'), 2)).toBe(pathText(['problem', 'layers', 2]))
  })

  it('a place is at or below itself and its ancestors, and not below a place whose name merely starts the same', () => {
    expect(isAtOrBelow('problem.layers[1].units', 'problem.layers')).toBe(true)
    expect(isAtOrBelow('problem.layers', 'problem.layers')).toBe(true)
    expect(isAtOrBelow('problem.layersTotal', 'problem.layers')).toBe(false)
    expect(isAtOrBelow('seed', '')).toBe(true)
  })

  it('a value is found through objects and lists, and is undefined where nothing stands', () => {
    const document = { problem: { layers: [{ units: 4 }, { units: 7 }] } }
    expect(valueAt(document, ['problem', 'layers', 1, 'units'])).toBe(7)
    expect(valueAt(document, ['problem', 'layers', 5, 'units'])).toBeUndefined()
    expect(valueAt(document, ['problem', 'toString'])).toBeUndefined()
    expect(valueAt(3, ['problem'])).toBeUndefined()
  })

  it('setting an entry copies the object, keeps the order of its keys, and undefined removes', () => {
    const before = Object.freeze({ a: 1, b: 2, c: 3 })
    expect(Object.entries(withEntry(before, 'b', 9))).toEqual([
      ['a', 1],
      ['b', 9],
      ['c', 3],
    ])
    expect(Object.keys(withEntry(before, 'd', 4))).toEqual(['a', 'b', 'c', 'd'])
    expect(withEntry(before, 'a', undefined)).toEqual({ b: 2, c: 3 })
    expect(withEntry('no object', 'a', 1)).toEqual({ a: 1 })
  })
})
