/**
 * What charts call the visible runs: the optimizer's title where it tells them apart, or else the run's name, without
 * the beginning that all of them share when that is long: of runs that differ in seed the seed is what must be read.
 */
import type { Member } from '../../src-main/contract/field'
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'

/** A shared beginning shorter than this costs less room than it is worth to leave out. */
const shortestShared = 16

export function runLabels(
  runs: readonly RunSummary[],
  titleOf: (optimizer: Member) => string,
): ReadonlyMap<RunId, string> {
  const titles = runs.map((run) => titleOf(run.experiment.optimizer))
  const areDistinct = new Set(titles).size === titles.length
  const names = areDistinct ? titles : withoutSharedBeginning(seededNames(runs))
  const isTaken = takenAmong(names)
  return new Map(runs.map((run, index) => [run.id, isTaken(names[index]!) ? `${run.name} #${run.id}` : names[index]!]))
}

/** With the seed where another run has the name. */
function seededNames(runs: readonly RunSummary[]): readonly string[] {
  const isTaken = takenAmong(runs.map((run) => run.name))
  return runs.map((run) => (isTaken(run.name) ? `${run.name} · seed ${run.seed}` : run.name))
}

function takenAmong(names: readonly string[]): (name: string) => boolean {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return (name) => counts.get(name) !== 1
}

/** Leaves out whole parts of the names (up to `·` or a comma), or else whole words, and never a whole name. */
function withoutSharedBeginning(names: readonly string[]): readonly string[] {
  const [first = '', ...others] = names
  let length = 0
  while (length < first.length && others.every((name) => name[length] === first[length])) length++
  const shared = first.slice(0, length)
  const cut = Math.max(endOf(shared, '· '), endOf(shared, ', ')) || endOf(shared, ' ')
  if (others.length === 0 || cut < shortestShared || names.some((name) => name.length <= cut)) return names
  return names.map((name) => `… ${name.slice(cut)}`)
}

function endOf(text: string, part: string): number {
  const at = text.lastIndexOf(part)
  return at < 0 ? 0 : at + part.length
}
