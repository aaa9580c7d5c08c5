import { describe, expect, it } from 'vitest'
import { ruleMarkers } from './ruleEditor'

const text = 'title x\nw = w - q*g\nw = (w'
const marked = (line: number, column: number, length: number) =>
  ruleMarkers(text, [{ line, column, length, message: 'wrong' }]).map(({ from, to }) => text.slice(from, to))

describe('ruleMarkers', () => {
  it('marks the characters the problem is about', () => {
    expect(marked(2, 9, 1)).toEqual(['q'])
    expect(marked(3, 5, 2)).toEqual(['(w'])
  })

  it('marks the last character where something is missing behind it', () => {
    expect(marked(3, 7, 1)).toEqual(['w'])
  })

  it('marks the first line for what is wrong with the whole', () => {
    expect(marked(1, 1, 0)).toEqual(['title x'])
  })

  it('stays within a text that has become shorter since', () => {
    expect(ruleMarkers('', [{ line: 9, column: 4, length: 3, message: 'wrong' }])).toEqual([
      { from: 0, to: 0, message: 'line 9, column 4: wrong' },
    ])
  })
})
