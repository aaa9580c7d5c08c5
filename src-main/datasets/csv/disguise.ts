/**
 * What a text is that a person reads as a number or a day, and `numberOf` does not: `1,105`, `1.005,5`, `7%`, `€ 3`,
 * `2024-01-07`, `12:30`.
 *
 * A guess from the text alone, made to be told and never to be computed with: 1,105 is a thousand to one reader and one to
 * another.
 */
export type Disguise = 'commas' | 'percent' | 'currency' | 'sign' | 'date'

/** In a sentence, after the text itself. */
export const disguiseText = {
  commas: 'a number with separators in it',
  percent: 'a number with a percent sign',
  currency: 'a number with a currency sign',
  sign: 'a number whose minus is no hyphen',
  date: 'a date or a time',
} as const satisfies Record<Disguise, string>

/** Longer texts are neither. */
const longest = 40

const sign = String.raw`[+\-−–]?`
/** A mark and two or three digits again and again (India groups by two), or a decimal comma. */
const grouped = String.raw`(?:\d{1,3}(?:,\d{2,3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d{1,3}(?:['’  \u00a0\u202f]\d{3})+(?:[.,]\d*)?)`
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
  ['commas', new RegExp(`^${sign}${body}$`)],
]

/** @param text - of which `numberOf` makes no number with a decimal point */
export function disguiseOf(text: string): Disguise | null {
  if (text.length > longest) return null
  const trimmed = text.trim()
  return forms.find(([, form]) => form.test(trimmed))?.[0] ?? null
}
