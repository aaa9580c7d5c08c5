import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocumentText } from './documentText'

const messages = (text: string) => {
  const read = readDocumentText(text)
  return read.ok ? [] : read.problems.map(({ message }) => message)
}

describe('the text of a document', () => {
  it('is read where JSON.parse reads it, and refused where that refuses it', () => {
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
          expect(readDocumentText(text).ok).toBe(isJson)
        },
      ),
    )
  })

  it('gives the value that was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readDocumentText(JSON.stringify(value, null, 2))).toEqual({
          ok: true,
          document: JSON.parse(JSON.stringify(value)),
        })
      }),
    )
  })

  it.each([
    ['{\n  "seed": 1\n  "name": "a"\n}', 'line 3, column 3: a comma is missing'],
    ['{ "seed": 1, }', 'line 1, column 14: a key in double quotes is expected here'],
    ['{ "seed": one }', 'line 1, column 11: this is neither a number, a text in double quotes, true, false nor null'],
    ['{} // note', 'line 1, column 4: comments are not allowed in JSON'],
    ['{ "seed": 1', 'line 1, column 12: a closing } is missing'],
    ['', 'line 1, column 1: a value is expected here'],
    ['['.repeat(300_000), 'more levels of lists and objects are open than can be read'],
  ])('%.30j that is no JSON says where and why', (text, message) => {
    expect(messages(text)).toEqual([message])
  })

  it('may be nested as deep as it is long', () => {
    expect(readDocumentText('['.repeat(100_000) + ']'.repeat(100_000)).ok).toBe(true)
  })
})

describe('a key that stands twice', () => {
  it.each([
    ['{"seed": 1, "seed": 2}', 'line 1, column 13: seed stands twice, both in line 1; a key may stand once'],
    [
      '{\n "optimizer": {\n  "kind": "sgd",\n  "learningRate": 0.1,\n  "learningRate": 0.2\n }\n}',
      'line 5, column 3: optimizer.learningRate stands twice, in line 4 and in line 5; a key may stand once',
    ],
    [
      '{"layers": [{"units": 1}, {"units": 1, "of": [[], [{"a": {}, "a": []}]]}]}',
      'line 1, column 62: layers[1].of[1][0].a stands twice, both in line 1; a key may stand once',
    ],
    ['{"seed": 1, "s\\u0065ed": 1}', 'line 1, column 13: seed stands twice, both in line 1; a key may stand once'],
    ['{"": 1, "": 1}', 'line 1, column 9: stands twice, both in line 1; a key may stand once'],
    [
      '[{"__proto__": 1, "__proto__": 1}]',
      'line 1, column 19: [0].__proto__ stands twice, both in line 1; a key may stand once',
    ],
  ])('is refused by its path: %s', (text, message) => {
    expect(messages(text)).toEqual([message])
  })

  it('is told once for each time too many, and none for keys of other objects or texts that are no keys', () => {
    expect(messages('{"a": 1, "a": {"b": 1, "b": 2}, "a": 3}')).toHaveLength(3)
    expect(messages('{"a": {"a": "a"}, "b": [{"a": 1}, {"a": ["a", "a"]}]}')).toEqual([])
  })

  it('is told no more than twenty times', () => {
    expect(messages(`{${'"a": 1, '.repeat(1000)}"a": 1}`)).toHaveLength(20)
  })

  it('is found wherever it is put', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 4 })
    fc.assert(
      fc.property(objects, fc.nat(), fc.constantFrom('{"in": [0, %]}', '%', '[[%]]'), (object, place, around) => {
        const keys = Object.keys(object)
        const key = JSON.stringify(keys[place % keys.length])
        const inner = `${JSON.stringify(object).slice(0, -1)}, ${key}: null}`
        const found = messages(around.replace('%', () => inner))
        expect(found).toHaveLength(1)
        expect(found[0]).toContain('stands twice')
      }),
    )
  })
})

describe('a number that no float64 is', () => {
  it.each([
    [
      '{"seed": 9007199254740993}',
      'seed = 9007199254740993, would become 9007199254740992; whole numbers must stay below 2^53',
    ],
    ['{"a": [1, -90071992547409937]}', 'a[1] = -90071992547409937, would become -90071992547409940; whole'],
    ['{"seed": 9007199254740993e0}', 'seed = 9007199254740993e0, would become 9007199254740992; whole'],
    ['{"seed": 9007199254740990.9}', 'seed = 9007199254740990.9, would become 9007199254740991: it is no'],
    [
      '{"seed": 1.0000000000000000001}',
      'seed = 1.0000000000000000001, would become 1: it is no whole number, and has more digits than can be kept',
    ],
    ['{"seed": 9.007199254740995e15}', 'seed = 9.007199254740995e15, would become 9007199254740996; whole numbers'],
    ['{"rate": 1e400}', 'rate = 1e400, would become infinite; the largest number is 1.7976931348623157e+308'],
    ['{"rate": -1E-400}', 'rate = -1E-400, would become 0; the smallest number is 5e-324'],
    ['9007199254740993', 'line 1, column 1: = 9007199254740993, would become'],
  ])('is refused by its path: %s', (text, message) => {
    expect(messages(text)[0]).toContain(message)
  })

  it.each([
    '0',
    '-0',
    '0.0',
    '0e-999',
    '1e23',
    '1e300',
    '0.1',
    '9007199254740991',
    '9007199254740992',
    '5e-324',
    '1.50',
    '100e-2',
    '1E3',
  ])('is not %s', (text) => {
    expect(messages(`[${text}]`)).toEqual([])
  })

  it('is none that a program writes of a float64', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(messages(`[${value}, ${value.toExponential(17)}, ${value.toPrecision(17)}]`)).toEqual([])
      }),
    )
  })
})
