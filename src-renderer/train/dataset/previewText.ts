/** A preview in words: how many rows, what the network gets, and what its last layer must have. */
import type { DatasetPreview, PreviewColumn } from '../../../src-main/contract/datasetPreview'
import { capitalised } from '../../lab/capitalised'

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
