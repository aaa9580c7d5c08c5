/**
 * What a text is that a person reads as a number or a day, and `numberOf` does not: `1,105`, `1.005,5`, `7%`, `€ 3`,
 * `'3'`, `1d5`, `0x1F`, `2024-01-07`, `12:30`.
 *
 * A guess from the text alone, made to be told and never to be computed with: 1,105 is a thousand to one reader and one to
 * another.
 */
import { numberOf } from './csvValue'

export type Disguise =
  | 'commas'
  | 'percent'
  | 'currency'
  | 'sign'
  | 'accounting'
  | 'date'
  | 'quotes'
  | 'exponent'
  | 'pointless'
  | 'beyond'
  | 'suffix'
  | 'several'
  | 'radix'
  | 'fraction'
  | 'infinite'
  | 'digits'
  | 'invisible'

/** In a sentence, after the text itself. */
export const disguiseText = {
  commas: 'a number with separators in it',
  percent: 'a number with a percent sign',
  currency: 'a number with a currency sign',
  sign: 'a number whose minus is no hyphen',
  accounting: 'a number with its minus behind it or in parentheses',
  date: 'a date or a time',
  quotes: 'a number in quotes of its own',
  exponent: 'a number whose exponent is not written with e',
  pointless: 'a number whose exponent is written with d, which needs a decimal mark before it',
  beyond: 'a number that is too large',
  suffix: 'a number with the letter f of a programming language behind it',
  several: 'numbers with no-break spaces between them; blanks, tabs or another delimiter must separate fields',
  radix: 'a number that is not decimal',
  fraction: 'a fraction',
  infinite: 'a number that is not finite',
  digits: 'a number in other digits than 0 to 9',
  invisible: 'a number with a character that cannot be seen',
} as const satisfies Record<Disguise, string>

/** Longer texts are neither. */
const longest = 40

const sign = String.raw`[+\-−–]?`
/** A mark and two or three digits again and again (India groups by two), or a decimal comma. */
const grouped = String.raw`(?:\d{1,3}(?:,\d{2,3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d{1,3}(?:['’_  \u00a0\u202f]\d{3})+(?:[.,]\d*)?)`
const pointed = String.raw`(?:\d+[.,]\d*|[.,]\d+)`
const decimal = String.raw`(?:\d+(?:[.,]\d*)?|[.,]\d+)`
const body = `(?:${grouped}|${decimal})`
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const month = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`
const time = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?(?:z|\s?[+-]\d{2}:?\d{2})?`

const forms: readonly (readonly [Disguise, RegExp])[] = [
  ['date', new RegExp(`^${time}$`, 'i')],
  ['date', /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/],
  ['date', new RegExp(String.raw`^\d{4}([-/.])${day}\1${day}(?:[t ]+${time})?$`, 'i')],
  ['date', new RegExp(String.raw`^${day}([-/.])${day}\1(?:\d{4}|\d{2})(?:[t ]+${time})?$`, 'i')],
  ['date', new RegExp(String.raw`^(?:${day}[-. ]+${month}[-, ]+|${month} ${day},? )\d{2,4}$`, 'i')],
  ['percent', new RegExp(String.raw`^${sign}${body}\s?[%‰]$`)],
  ['currency', new RegExp(String.raw`^(?:${sign}\p{Sc}\s?${sign}${body}|${sign}${body}\s?\p{Sc})$`, 'u')],
  ['sign', new RegExp(`^[−–]${body}$`)],
  ['accounting', new RegExp(String.raw`^(?:\(${body}\)|${body}[-−–])$`)],
  ['commas', new RegExp(`^${sign}${body}$`)],
  ['pointless', /^[+-]?\d+d[+-]?\d+$/i],
  ['suffix', new RegExp(String.raw`^${sign}(?:${pointed}(?:e[+-]?\d+)?|\d+e[+-]?\d+)f$`, 'i')],
  // *^ of Mathematica.
  ['exponent', new RegExp(String.raw`^${sign}${decimal}\s*\*\^\s*${sign}\d+$`)],
  // D and Q of Fortran, blanks around the letter, no letter at all, and ×10³.
  ['exponent', new RegExp(String.raw`^${sign}${decimal}\s*[edq]\s*${sign}\s*\d+$`, 'i')],
  ['exponent', new RegExp(String.raw`^${sign}${pointed}[+-]\d+$`)],
  ['exponent', new RegExp(String.raw`^${sign}${decimal}\s?[x×*·⋅]\s?10\s?(?:\^|\*\*)?\s?${sign}[\d⁰¹²³⁴-⁹⁺⁻]+$`, 'i')],
  ['radix', /^[+-]?0(?:x[0-9a-f]+(?:\.[0-9a-f]*)?(?:p[+-]?\d+)?|b[01]+|o[0-7]+)$/i],
  ['fraction', new RegExp(String.raw`^${sign}(?:\d+ )?\d+[/⁄]\d+$`)],
  ['fraction', new RegExp(String.raw`^${sign}\d*\s?[¼-¾⅐-⅞]$`)],
  ['infinite', /^[+\-−]?(?:inf(?:inity)?|∞|1\.#inf\d*)$/i],
]

/** A mark in front and behind, `'3` alone as spreadsheets keep texts, and `="3"` as they keep leading zeros. */
const inQuotes = /^(?:="([^"]+)"|['‘’‚"“”„«»‹›`´]+([^'‘’‚"“”„«»‹›`´]+)['‘’‚"“”„«»‹›`´]*)$/
/** Parts of a line that blanks of a text processor keep together; tabs and plain blanks may stand among them. */
const keptTogether = /[ \t]*[\u00a0\u2007\u202f][ \t\u00a0\u2007\u202f]*/
const invisible = /[\p{Cf}\p{Cc}]/gu

/** @param text - of which `numberOf` makes no number with a decimal point */
export function disguiseOf(text: string): Disguise | null {
  if (text.length > longest) return null
  const trimmed = text.trim()
  const form = formOf(trimmed)
  if (form === 'pointless' && !Number.isFinite(Number(trimmed.replace(/d/i, 'e')))) return 'beyond'
  if (form !== null) return form
  if (isSeveral(trimmed)) return 'several'
  const [, formula, quoted = formula] = inQuotes.exec(trimmed) ?? []
  if (quoted !== undefined) return disguised(quoted, 'quotes')
  const seen = trimmed.replace(invisible, '')
  if (seen !== trimmed) return disguised(seen, 'invisible')
  // Full width, superscript and other scripts' digits: only whether they are digits matters.
  const plain = trimmed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
  return plain === trimmed ? null : disguised(plain, 'digits')
}

function isSeveral(trimmed: string): boolean {
  const parts = trimmed.split(keptTogether)
  return parts.length > 1 && parts.every((part) => !Number.isNaN(numberOf(part)) || !Number.isNaN(numberOf(part, ',')))
}

function asciiDigit(digit: string): string {
  return digit <= '9' ? digit : '0'
}

function formOf(trimmed: string): Disguise | null {
  return forms.find(([, expression]) => expression.test(trimmed))?.[0] ?? null
}

/** What is left of a text when its cover is taken off: a day is still a day. */
function disguised(bare: string, cover: Disguise): Disguise | null {
  if (!Number.isNaN(numberOf(bare))) return cover
  const form = formOf(bare.trim())
  return form === null || form === 'date' ? form : cover
}
