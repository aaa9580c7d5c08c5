/** A preview in words: how many rows, what the network gets, and what its last layer must have. */
import type { DatasetPreview, Distribution, PreviewColumn } from '../../../src-main/contract/datasetPreview'
import { capitalised } from '../../lab/capitalised'
import { formatCount, formatNumber } from '../../lab/formatNumber'

const shownClasses = 8

export function previewSummary(preview: DatasetPreview): string {
  const { rowCount, isWhole, inputs, outputs, task } = preview
  const rows = `${isWhole ? '' : 'The first '}${counted(rowCount, 'row')}`
  if (inputs === null || outputs === null) return `${rows}.`
  const what = task === 'regression' ? 'a value to predict' : counted(outputs, 'class')
  return `${rows}, ${counted(inputs, 'input')}, ${what}: the last layer needs ${counted(outputs, 'unit')}.`
}

function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`
  return `${count} ${noun}${noun.endsWith('s') ? 'es' : 's'}`
}

export function classText({ classes, outputs }: DatasetPreview): string {
  if (classes.length === 0) return ''
  const rest = (outputs ?? classes.length) - shownClasses
  return `Classes: ${classes.slice(0, shownClasses).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}

/** How the files were read: "Fields separated by comma; names in the first line." */
export const factsText = ({ facts }: DatasetPreview): string => `${capitalised(facts.join('; '))}.`

/** Beneath a column's name: "number", "3 categories, target, 2 missing". */
export function columnText({ type, role, categories, missing }: PreviewColumn): string {
  if (role === 'ignored') return 'left out'
  const kind =
    type === 'category'
      ? categories === 1
        ? '1 category'
        : `${categories} categories`
      : type === 'number'
        ? 'number'
        : 'no value'
  return [kind, role === 'target' ? 'target' : '', missing > 0 ? `${missing} missing` : '']
    .filter((part) => part !== '')
    .join(', ')
}

/** Where distributions are of fewer rows than are told of; '' where they are of all of them. */
export function measuredText({ rowCount, measuredRows, columns }: DatasetPreview): string {
  if (measuredRows === rowCount || columns.every(({ distribution }) => distribution === null)) return ''
  return `Minimum, mean, maximum and histograms are of the first ${counted(measuredRows, 'row')}.`
}

const usualDigits = 4
/** A float64 has no more. */
const mostDigits = 17

type Numbers = Extract<Distribution, { kind: 'numbers' }>

/** Four digits, or one more than tell the minimum from the maximum: time stamps differ in the eighth. */
export function extremesText({
  minimum,
  mean,
  maximum,
}: Numbers): Readonly<Record<'minimum' | 'mean' | 'maximum', string>> {
  const textsOf = (digits: number) => [minimum, mean, maximum].map((value) => formatNumber(value, digits))
  let digits = usualDigits
  while (minimum !== maximum && digits < mostDigits && textsOf(digits)[0] === textsOf(digits)[2]) digits++
  if (digits > usualDigits) digits++
  const [low = '', middle = '', high = ''] = textsOf(digits)
  return { minimum: low, mean: middle, maximum: high }
}

/** The counts that bars stand for, from left to right. */
export function barCounts(distribution: Distribution): readonly number[] {
  return distribution.kind === 'numbers' ? distribution.counts : distribution.shown.map(({ count }) => count)
}

/** Few values behind a stretch as long as this share of the bins are apart from the rest. */
const emptyStretch = 0.5
const fewValues = 0.05

/** Bins at either end whose few values lie far from all others: 1001 among numbers of about 1. */
export function binsApart(distribution: Distribution): ReadonlySet<number> {
  if (distribution.kind === 'categories') return new Set()
  const { counts } = distribution
  const total = counts.reduce((sum, count) => sum + count, 0)
  const filled = counts.flatMap((count, bin) => (count > 0 ? [bin] : []))
  const gap = filled.findIndex((bin, place) => (filled[place + 1] ?? bin) - bin > counts.length * emptyStretch)
  if (gap < 0) return new Set()
  const isFew = (bins: readonly number[]) => bins.reduce((sum, bin) => sum + (counts[bin] ?? 0), 0) <= total * fewValues
  const sides = [filled.slice(0, gap + 1), filled.slice(gap + 1)]
  return new Set(sides.filter(isFew).flat())
}

const namedBins = 3

/** The bars in words, for screen readers: the fullest bins, and the outermost ones. */
export function histogramText(name: string, distribution: Distribution): string {
  if (distribution.kind === 'categories') {
    const { shown, otherCount } = distribution
    const most = shown.slice(0, namedBins).map((one) => `${one.name} ${formatCount(one.count)}`)
    const rest = shown.slice(namedBins).reduce((sum, { count }) => sum + count, otherCount)
    return `How often ${name} has each category: ${most.join(', ')}${rest > 0 ? `, others ${formatCount(rest)}` : ''}`
  }
  const { counts, maximum } = distribution
  const { minimum: low, maximum: high } = extremesText(distribution)
  const filled = counts.map((count, bin) => ({ count, bin })).filter(({ count }) => count > 0)
  const fullest = [...filled].sort((a, b) => b.count - a.count).slice(0, namedBins)
  const told = fullest.map(({ count, bin }) => `${formatCount(count)} in bin ${bin + 1}`)
  const last = filled.at(-1)
  if (last !== undefined && !fullest.includes(last)) told.push(`${formatCount(last.count)} in the last one`)
  const range = counts.length === 1 ? `all ${formatNumber(maximum)}` : `${counts.length} bins from ${low} to ${high}`
  return `Histogram of ${name}, ${range}: ${told.join(', ')}`
}
