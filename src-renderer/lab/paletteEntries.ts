/** What the palette finds: commands and runs whose text holds every word typed; commands that can be run come first. */
import type { RunSummary } from '../../src-main/contract/run'
import type { Command } from './command'

export type PaletteEntry =
  | { readonly kind: 'command'; readonly key: string; readonly title: string; readonly command: Command }
  | { readonly kind: 'run'; readonly key: string; readonly title: string; readonly run: RunSummary }

const mostRuns = 60

export function paletteEntries(
  text: string,
  commands: readonly Command[],
  runs: Iterable<RunSummary>,
  titleOf: (run: RunSummary) => string,
): readonly PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const holds = (title: string): boolean => words.every((word) => title.toLowerCase().includes(word))
  const found: PaletteEntry[] = commands
    .filter((command) => command.id !== 'palette' && holds(`${command.title} ${command.group}`) && command.enabled())
    .map((command) => ({ kind: 'command', key: command.id, title: command.title, command }))
  if (words.length === 0) return found
  const matching = [...runs].filter((run) => run.trashedAtMs === null && holds(searchText(run, titleOf)))
  for (const run of matching.sort((a, b) => b.id - a.id).slice(0, mostRuns)) {
    found.push({ kind: 'run', key: `run-${run.id}`, title: titleOf(run), run })
  }
  return found
}

function searchText(run: RunSummary, titleOf: (run: RunSummary) => string): string {
  return `${titleOf(run)} ${run.experiment.optimizer.kind} ${run.experiment.problem.kind}`
}
