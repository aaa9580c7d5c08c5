import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from './readDocument'

describe('readDocument', () => {
  it('reads whatever JSON.parse reads, and refuses whatever it refuses', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => {
          let isJson = true
          try {
            JSON.parse(text)
          } catch {
            isJson = false
          }
          expect(readDocument(text).ok).toBe(isJson)
        },
      ),
    )
  })

  it.each([
    ['{\n  "seed": 1\n  "name": "a"\n}', 'line 3, column 3: a comma is missing'],
    ['{ "seed": 1, }', 'line 1, column 14: a key in double quotes is expected here'],
    ['{ "seed": one }', 'line 1, column 11: this is neither a number, a text in double quotes, true, false nor null'],
    ['{} // note', 'line 1, column 4: comments are not allowed in JSON'],
    ['{ "seed": 1', 'line 1, column 12: a closing } is missing'],
    ['', 'line 1, column 1: a value is expected here'],
  ])('%j says where and what', (text, message) => {
    const read = readDocument(text)
    expect(read.ok ? 'is JSON' : read.problem.message).toBe(message)
  })
})
