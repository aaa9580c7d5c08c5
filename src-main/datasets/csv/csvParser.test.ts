/** RFC 4180 read back, cut anywhere. The writer of the tests is the grammar of the RFC, not the parser turned round. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../testing/refusalOf'
import { CsvParser, type Delimiter } from './csvParser'

interface Parsed {
  readonly records: (readonly string[])[]
  readonly lines: number[]
}

function parsed(pieces: readonly string[], delimiter: Delimiter = ','): Parsed {
  const records: (readonly string[])[] = []
  const lines: number[] = []
  const parser = new CsvParser('table.csv', delimiter, (fields, line) => {
    records.push(fields)
    lines.push(line)
    return true
  })
  pieces.forEach((piece, index) => {
    parser.push(piece, index === pieces.length - 1)
  })
  return { records, lines }
}

function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = []
  let start = 0
  for (const length of lengths) {
    pieces.push(text.slice(start, start + length))
    start += length
  }
  return [...pieces, text.slice(start)]
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`
}

const delimiters = fc.constantFrom<Delimiter>(',', ';', '\t', '|')
const field = fc.string({ unit: fc.constantFrom('a', '7', ' ', '"', ',', ';', '\t', '|', '\n', '\r', 'é', '🐧') })
/** Two fields at least: an empty line is no record. */
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
const cuts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 })

describe('records', () => {
  test('say which of their fields stand in quotes', () => {
    const places: (readonly number[])[] = []
    const parser = new CsvParser('table.csv', ',', (_fields, _line, quoted) => places.push(quoted) > 0)
    parser.push('"a",b,"",c\na,b\n"a"', true)
    expect(places).toEqual([[0, 2], [], [0]])
  })

  test('are no lines of blanks alone, wherever the text is cut', () => {
    fc.assert(
      fc.property(cuts, (lengths) => {
        const { records, lines } = parsed(cut('a,b\n  \n\t\n 1 ,2\r\n   ', lengths))
        expect([records, lines]).toEqual([
          [
            ['a', 'b'],
            [' 1 ', '2'],
          ],
          [1, 4],
        ])
      }),
    )
  })

  test('written with every field in quotes are read back, wherever the text is cut', () => {
    fc.assert(
      fc.property(table, delimiters, fc.constantFrom('\n', '\r\n', '\r'), cuts, (rows, delimiter, end, lengths) => {
        const text = rows.map((row) => row.map(quoted).join(delimiter) + end).join('')
        expect(parsed(cut(text, lengths), delimiter).records).toEqual(rows)
      }),
    )
  })

  test('fields that need no quotes may stand without', () => {
    const bare = fc.string({ unit: fc.constantFrom('a', '7', '.', ' ', 'é') })
    fc.assert(
      fc.property(fc.array(fc.array(bare, { minLength: 2, maxLength: 4 }), { minLength: 1 }), cuts, (rows, lengths) => {
        expect(parsed(cut(rows.map((row) => row.join(',')).join('\n'), lengths)).records).toEqual(rows)
      }),
    )
  })

  test('any text gives the same records, lines and refusals however it is cut', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 })
    fc.assert(
      fc.property(anyText, cuts, fc.constantFrom<Delimiter>(',', ' '), (text, lengths, delimiter) => {
        const outcome = (pieces: readonly string[]) => {
          let result: Parsed | undefined
          const refusal = refusalOf(() => {
            result = parsed(pieces, delimiter)
          })
          return { result, refusal }
        }
        expect(outcome(cut(text, lengths))).toEqual(outcome([text]))
      }),
    )
  })

  test('know the line they begin in, with line ends inside of quotes counted', () => {
    expect(parsed(['a,b\r\n\n"1\n2\r\n3",4\n5,6']).lines).toEqual([1, 3, 6])
  })

  test('a quote inside of an unquoted field stands for itself', () => {
    expect(parsed(['5" pipe,a"b"']).records).toEqual([['5" pipe', 'a"b"']])
  })

  test('blanks around quotes are no part of the field, and a quote that does not end it stands for itself', () => {
    const rows = fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', '"', ',', ' ') }), fc.nat(3), fc.nat(3)), {
      minLength: 2,
      maxLength: 4,
    })
    fc.assert(
      fc.property(rows, cuts, (fields, lengths) => {
        const text = fields.map(([value, before, after]) => ' '.repeat(before) + quoted(value) + '\t'.repeat(after))
        expect(parsed(cut(`${text.join(',')}\n`, lengths)).records).toEqual([fields.map(([value]) => value)])
      }),
    )
    expect(parsed(['1, "a" b, "c\n2, "d",e']).records).toEqual([
      ['1', ' "a" b', ' "c'],
      ['2', 'd', 'e'],
    ])
  })

  test('of fields between blanks are read back, however many blanks there are and wherever the text is cut', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '7', '.', ',', ';', 'é'), minLength: 1 })
    const blanks = fc.string({ unit: fc.constantFrom(' ', '\t'), minLength: 1, maxLength: 4 })
    const line = fc.record({
      fields: fc.array(fc.tuple(fc.oneof(word, field), blanks), { minLength: 2, maxLength: 5 }),
      before: fc.constantFrom('', ' ', '\t  '),
      after: fc.constantFrom('', ' ', ' \t'),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), cuts, (lines, lengths) => {
        const text = lines.map(({ fields, before, after }) => {
          const written = fields.map(([value, gap], place) => {
            const isBare = /^[a7.,;é]+$/.test(value)
            return (place === 0 ? '' : gap) + (isBare ? value : quoted(value))
          })
          return `${before}${written.join('')}${after}\n`
        })
        const wanted = lines.map(({ fields }) => fields.map(([value]) => value))
        expect(parsed(cut(text.join(''), lengths), ' ').records).toEqual(wanted)
      }),
    )
  })

  test('an empty last field is a field, an empty line is no record', () => {
    expect(parsed(['a,\n\n,\n']).records).toEqual([
      ['a', ''],
      ['', ''],
    ])
  })

  test('no more are read once no more are wanted', () => {
    let count = 0
    const parser = new CsvParser('table.csv', ',', () => ++count < 2)
    expect(parser.push('1\n2\n3\n4\n', true)).toBe(false)
    expect(count).toBe(2)
  })
})

describe('what does not parse', () => {
  test.each([
    ['a,b\n1,"2', 'line 2 opens a quote that is never closed'],
    ['a,"b" c\n', 'line 1, field 2: "c" after the closing quote, where the field must end'],
    ['a,b\n\n"1\n2",3\n4,"5"6\n', 'line 5, field 2: "6" after the closing quote, where the field must end'],
  ])('%j is refused by line', (text, reason) => {
    expect(refusalOf(() => parsed([text]))).toBe(reason)
  })

  test('an open quote is refused long before it has taken all memory', () => {
    const parser = new CsvParser('table.csv', ',', () => true)
    const piece = 'x'.repeat(1024 * 1024)
    const reason = refusalOf(() => {
      parser.push('a\n"', false)
      for (let pushed = 0; pushed < 1000; pushed++) parser.push(piece, false)
    })
    expect(reason).toBe('line 2 begins a record of more than 4194304 characters; is a quote open?')
  })
})
