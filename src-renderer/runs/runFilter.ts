/**
 * The filter of the runs table: words, and terms such as `problem:mnist status:done optimizer:adam tag:paper`.
 *
 * Everything has to match; within one term a comma means or; a leading "-" turns it round; "any" matches all. A word
 * looks through name, problem, optimizer, tags and note. Case does not matter.
 */
import type { RunStatus, RunSummary } from '../../src-main/contract/run'
import { problemName } from './runText'

interface Term {
  readonly key: string
  readonly values: readonly string[]
  readonly isNegated: boolean
}

/** What the chips call a status, besides its own name. */
const statusWords: Partial<Record<RunStatus, string>> = { completed: 'done' }

const columns: Readonly<Record<string, (run: RunSummary) => readonly string[]>> = {
  name: (run) => [run.name],
  problem: (run) => [run.experiment.problem.kind, problemName(run.experiment)],
  optimizer: (run) => [run.experiment.optimizer.kind],
  status: (run) => [run.status, statusWords[run.status] ?? '', run.isPaused ? 'paused' : ''],
  tag: (run) => run.tags,
  note: (run) => [run.note],
  seed: (run) => [String(run.seed)],
  id: (run) => [String(run.id)],
}

/** Columns whose values are compared whole. */
const exactColumns = new Set(['seed', 'id'])

export const filterKeys: readonly string[] = Object.keys(columns)

export function parseFilter(text: string): (run: RunSummary) => boolean {
  const terms = [...text.toLowerCase().matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/g)].map(termOf)
  return (run) => terms.every((term) => matches(term, run) !== term.isNegated)
}

function termOf(match: RegExpMatchArray): Term {
  const [, sign = '', key = '', quoted, plain = ''] = match
  const isKnown = key === '' || key in columns
  const value = quoted ?? plain
  return {
    key: isKnown ? key : '',
    values: !isKnown ? [`${key}:${value}`] : key === '' || quoted !== undefined ? [value] : value.split(','),
    isNegated: sign === '-',
  }
}

function matches(term: Term, run: RunSummary): boolean {
  const column = columns[term.key]
  if (column === undefined) return term.values.some((value) => searchText(run).includes(value))
  const texts = column(run)
  return term.values.some(
    (value) =>
      value === 'any' ||
      value === '' ||
      texts.some((text) =>
        exactColumns.has(term.key) ? text === value : text !== '' && text.toLowerCase().includes(value),
      ),
  )
}

const searchTexts = new WeakMap<RunSummary, string>()

function searchText(run: RunSummary): string {
  const known = searchTexts.get(run)
  if (known !== undefined) return known
  const { problem, optimizer } = run.experiment
  const text = [run.name, problem.kind, problemName(run.experiment), optimizer.kind, ...run.tags, run.note]
    .join('\n')
    .toLowerCase()
  searchTexts.set(run, text)
  return text
}
