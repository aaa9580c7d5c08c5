/**
 * The columns of the runs table as data: title, width, how a cell reads, what it is sorted by.
 *
 * Hyperparameter columns are made of the runs that are listed: one for each optimizer setting in which they differ.
 */
import type { Member } from '../../src-main/contract/field'
import type { RunSummary } from '../../src-main/contract/run'
import { formatDuration, formatNumber, formatPercent } from '../lab/formatNumber'
import { problemName, settingText } from './runText'

export type SortValue = number | string | null

export interface RunColumn {
  readonly id: string
  readonly title: string
  /** The symbol of the lecture, where the header is one. */
  readonly symbol?: string
  /** What its values are, where the title is too short to say it: the part of the data, the statistic and the step. */
  readonly meaning?: string
  /** Smallest width in pixels; what is left goes to the name. */
  readonly width: number
  readonly isNumeric: boolean
  readonly isShownAtFirst: boolean
  text(run: RunSummary): string
  sortValue(run: RunSummary): SortValue
}

function column(
  id: string,
  title: string,
  width: number,
  isShownAtFirst: boolean,
  sortValue: (run: RunSummary) => SortValue,
  text: (run: RunSummary) => string = (run) => String(sortValue(run) ?? ''),
  isNumeric = false,
): RunColumn {
  return { id, title, width, isShownAtFirst, isNumeric, text, sortValue }
}

function measured(
  id: string,
  title: string,
  isShownAtFirst: boolean,
  value: (run: RunSummary) => number | null,
  format: (value: number) => string = formatNumber,
  width = 80,
): RunColumn {
  return column(
    id,
    title,
    width,
    isShownAtFirst,
    value,
    (run) => {
      const number = value(run)
      return number === null ? '' : format(number)
    },
    true,
  )
}

const statusOrder = ['running', 'queued', 'completed', 'stopped', 'interrupted', 'diverged', 'failed']

export const nameColumn = column('name', 'Run', 96, true, (run) => run.name)
export const statusColumn = column('status', 'Status', 78, true, (run) => statusOrder.indexOf(run.status))

/** In the order of the table; hyperparameters stand between `optimizer` and `loss`. */
export const columnsBefore: readonly RunColumn[] = [
  nameColumn,
  column('problem', 'Problem', 84, false, (run) => problemName(run.experiment)),
  column('optimizer', 'Optimizer', 76, true, (run) => run.experiment.optimizer.kind),
]

export const columnsAfter: readonly RunColumn[] = [
  {
    ...measured('loss', 'Train loss', true, (run) => run.trainingLoss),
    meaning: 'Training loss of the last step: of its batch, where there are batches',
  },
  {
    ...measured('bestLoss', 'Best train loss', false, (run) => run.bestTrainingLoss, formatNumber, 100),
    meaning: 'Least training loss: the mean of an epoch, or of a step where every step sees the whole problem',
  },
  {
    ...measured('validationLoss', 'Val. loss', false, (run) => run.validationLoss),
    meaning: 'Validation loss of the last evaluation',
  },
  {
    ...measured('accuracy', 'Accuracy', false, (run) => run.testAccuracy ?? run.validationAccuracy, formatPercent),
    meaning: 'Test accuracy of the result; that of the last validation until it is there',
  },
  measured('time', 'Time', false, (run) => run.elapsedMs, formatDuration, 88),
  measured('step', 'Step', false, (run) => run.step, String),
  measured('seed', 'Seed', false, (run) => run.seed, String, 52),
  column('tags', 'Tags', 90, false, (run) => run.tags.join(', ')),
  column(
    'created',
    'Created',
    124,
    false,
    (run) => run.createdAtMs,
    (run) => new Date(run.createdAtMs).toISOString().slice(0, 16).replace('T', ' '),
  ),
  statusColumn,
]

const mostHyperparameters = 6

/** How a setting is called: the title in words, and the symbol where there is one. */
export type SettingName = (optimizer: string, setting: string) => { readonly title: string; readonly symbol?: string }

/** One column for each setting that is not the same in all the optimizers that have it. */
export function differingColumns(optimizers: Iterable<Member>, nameOf: SettingName): readonly RunColumn[] {
  const seen = new Map<string, { first: string; differs: boolean; longest: number; optimizer: string }>()
  for (const optimizer of optimizers) {
    for (const [setting, value] of Object.entries(optimizer)) {
      if (setting === 'kind' || setting === 'text') continue
      const text = settingText(value)
      const known = seen.get(setting)
      if (known === undefined) {
        seen.set(setting, { first: text, differs: false, longest: text.length, optimizer: optimizer.kind })
      } else {
        known.differs ||= known.first !== text
        known.longest = Math.max(known.longest, text.length)
      }
    }
  }
  return [...seen]
    .filter(([, entry]) => entry.differs)
    .slice(0, mostHyperparameters)
    .map(([setting, entry]) => settingColumn(setting, nameOf(entry.optimizer, setting), entry.longest))
}

/** What a column of the table is sorted by, shown or not; undefined for a column that there is none of. */
export function sortValueOf(column: string): ((run: RunSummary) => SortValue) | undefined {
  const own = [...columnsBefore, ...columnsAfter].find(({ id }) => id === column)
  if (own !== undefined) return own.sortValue
  return column.startsWith(settingPrefix) ? settingValue(column.slice(settingPrefix.length)) : undefined
}

const settingPrefix = 'optimizer.'

function settingValue(setting: string): (run: RunSummary) => SortValue {
  return (run) => {
    const value = run.experiment.optimizer[setting]
    return typeof value === 'number' ? value : value === undefined ? null : settingText(value)
  }
}

const figureWidth = 7.3
const cellPadding = 12

function settingColumn(setting: string, name: ReturnType<SettingName>, longest: number): RunColumn {
  return {
    id: `${settingPrefix}${setting}`,
    ...name,
    width: Math.min(120, Math.max(44, Math.ceil(longest * figureWidth) + cellPadding)),
    isNumeric: true,
    isShownAtFirst: true,
    text: (run) => settingText(run.experiment.optimizer[setting]),
    sortValue: settingValue(setting),
  }
}
