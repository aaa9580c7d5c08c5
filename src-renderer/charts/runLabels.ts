/** What charts call the visible runs: the optimizer's title where it tells them apart, or else the run's name. */
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'

export function runLabels(
  runs: readonly RunSummary[],
  titleOf: (optimizer: string) => string,
): ReadonlyMap<RunId, string> {
  const titles = runs.map((run) => titleOf(run.experiment.optimizer.kind))
  const areDistinct = new Set(titles).size === titles.length
  const names = runs.map((run, index) => (areDistinct ? titles[index]! : run.name))
  const isTaken = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name)
  return new Map(runs.map((run, index) => [run.id, isTaken(names[index]!) ? `${run.name} #${run.id}` : names[index]!]))
}
