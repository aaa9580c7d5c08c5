/**
 * Reads the text of a document: the value, or everything that keeps it from being one, with its place.
 *
 * Strict JSON, for the command line and the window alike: no comments, no trailing commas. Also refused, because parsers
 * accept them silently and change their meaning: a repeated key, of which only the last would count, and a number outside
 * float64, which would be rounded to another whole number, to 0 or to infinity.
 */
import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { exactDecimal, isExactly, isRoundedTo, isWhole } from './decimalText'
import { messageOf } from './errors'
import { pathText } from './experiment'

export interface TextProblem {
  /** Where in the text, counted from 0. */
  readonly offset: number
  readonly length: number
  /** Of the value that is wrong; null where the text is no JSON. */
  readonly path: string | null
  /** What is wrong, to follow the path: "stands twice, in line 3 and in line 7". */
  readonly what: string
  /** "line 3, column 5: a comma is missing". */
  readonly message: string
}

export type ReadDocument =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problems: readonly [TextProblem, ...TextProblem[]] }

export function readDocumentText(text: string): ReadDocument {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return { ok: false, problems: [firstMistake(text, messageOf(error))] }
  }
  const [first, ...others] = new Reading(text).problems()
  return first === undefined ? { ok: true, document } : { ok: false, problems: [first, ...others] }
}

function firstMistake(text: string, fallback: string): TextProblem {
  const errors: ParseError[] = []
  try {
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  } catch (thrown) {
    // The parser calls itself for each level, and a level that is closed is one that JSON.parse had read.
    if (!(thrown instanceof RangeError)) throw thrown
    const what = 'more levels of lists and objects are open than can be read'
    return { offset: 0, length: 1, path: null, what, message: what }
  }
  const [first] = errors
  // The two parsers agree on all but rare corners, such as a byte order mark within; the stricter one decides.
  if (first === undefined) return problemAt(text, { offset: 0, length: 1, path: null, what: fallback })
  const code = printParseErrorCode(first.error)
  return problemAt(text, { offset: first.offset, length: first.length, path: null, what: sentences[code] ?? code })
}

function problemAt(text: string, problem: Omit<TextProblem, 'message'>): TextProblem {
  const { offset, length, path, what } = problem
  const column = offset - text.lastIndexOf('\n', offset - 1)
  const place = `line ${lineOf(text, offset)}, column ${column}`
  const message = `${place}: ${path === null || path === '' ? '' : `${path} `}${what}`
  return { ...problem, length: Math.max(1, length), message }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** An open object or list: what came last in it, and where the keys of an object stand. */
interface Level {
  readonly keys: Map<string, number> | null
  place: string | number
}

/** Enough to see the kind of it; a hostile text may have a hundred thousand. */
const mostProblems = 20

/** What counts in a text that is JSON: brackets, commas, the beginnings of texts in quotes, and numbers. */
const token = /[{}[\],"]|-?[0-9][-+.0-9eE]*/g

/** One pass over a text that is JSON, without calling itself: it may be nested as deep as it is long. */
class Reading {
  readonly #text: string
  readonly #levels: Level[] = []
  readonly #problems: TextProblem[] = []

  constructor(text: string) {
    this.#text = text
  }

  problems(): readonly TextProblem[] {
    const tokens = new RegExp(token)
    let isKeyNext = false
    for (let found = tokens.exec(this.#text); found !== null; found = tokens.exec(this.#text)) {
      if (this.#problems.length === mostProblems) break
      const [written] = found
      const level = this.#levels.at(-1)
      if (written === '"') {
        tokens.lastIndex = endOfQuotes(this.#text, found.index)
        if (isKeyNext) this.#addKey(level, found.index, tokens.lastIndex)
      } else if (written === '{') this.#levels.push({ keys: new Map(), place: '' })
      else if (written === '[') this.#levels.push({ keys: null, place: 0 })
      else if (written === '}' || written === ']') this.#levels.pop()
      else if (written !== ',') this.#addNumber(written, found.index)
      else if (typeof level?.place === 'number') level.place++
      isKeyNext = written === '{' || (written === ',' && level?.keys != null)
    }
    return this.#problems
  }

  #addKey(level: Level | undefined, offset: number, end: number): void {
    if (level?.keys == null) return
    const key = String(JSON.parse(this.#text.slice(offset, end)))
    level.place = key
    const before = level.keys.get(key)
    if (before === undefined) {
      level.keys.set(key, offset)
      return
    }
    const lines = [lineOf(this.#text, before), lineOf(this.#text, offset)]
    const where = lines[0] === lines[1] ? `both in line ${lines[0]}` : `in line ${lines[0]} and in line ${lines[1]}`
    this.#add(`stands twice, ${where}; a key may stand once`, offset, end - offset)
  }

  #addNumber(written: string, offset: number): void {
    const why = whyUnheld(written)
    if (why !== null) this.#add(`= ${written}, ${why}`, offset, written.length)
  }

  #add(what: string, offset: number, length: number): void {
    const path = pathText(this.#levels.map(({ place }) => place))
    this.#problems.push(problemAt(this.#text, { offset, length, path, what }))
  }
}

/** Behind the quote that closes the text opened at `open`. */
function endOfQuotes(text: string, open: number): number {
  let at = open + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/**
 * Why a number would not be the one that is written; null where the float64 nearest to it will do, as for 0.1 and 1e23.
 *
 * From 2⁵³ on a power of ten says that no more digits are meant than are written, as do the zeros that a program puts behind the
 * digits that tell a float64 from others: it writes 2⁵⁴ + 2⁵⁰ as 19140298416324610.
 */
function whyUnheld(written: string): string | null {
  const value = Number(written)
  if (!Number.isFinite(value)) return `would become infinite; the largest number is ${Number.MAX_VALUE}`
  if (!Number.isInteger(value)) return null
  if (Math.abs(value) > 2 ** 53 && /e/i.test(written) && isRoundedTo(written, value)) return null
  if (isExactly(written, value) || exactDecimal(written) === exactDecimal(String(value))) return null
  if (value === 0) return `would become 0; the smallest number is ${Number.MIN_VALUE}`
  if (isWhole(written)) return `would become ${value}; whole numbers must stay below 2^53`
  return `would become ${value}: it is no whole number, and has more digits than can be kept`
}

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is neither a number, a text in double quotes, true, false nor null',
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'nothing may follow the document',
  InvalidCommentToken: 'comments are not allowed in JSON',
  UnexpectedEndOfString: 'the text in quotes does not end',
  UnexpectedEndOfNumber: 'the number does not end',
  InvalidUnicode: 'this is not a \\u escape of four digits',
  InvalidEscapeCharacter: 'this escape is not one of JSON',
  InvalidCharacter: 'this character must be written as an escape',
}
