/** What the table and the search call a run's problem and its settings. */
import type { Experiment } from '../../src-main/contract/experiment'
import type { FieldValue, Member } from '../../src-main/contract/field'
import { formatSetting } from '../lab/formatNumber'

/** A network is known by its data: "mnist"; anything else by its kind. */
export function problemName(experiment: Experiment): string {
  const { dataset, kind } = experiment.problem
  return isMember(dataset) ? dataset.kind : kind
}

export function settingText(value: FieldValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return formatSetting(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (isMember(value)) return value.kind
  return value.map((entry) => (typeof entry === 'number' ? formatSetting(entry) : entry.kind)).join(', ')
}

function isMember(value: FieldValue | undefined): value is Member {
  return typeof value === 'object' && !Array.isArray(value)
}
