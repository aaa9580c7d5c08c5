/** How far runs are: a bar for each on a terminal, nothing elsewhere. */
import { MultiBar, type SingleBar } from 'cli-progress'
import type { RunId } from '../contract/identifiers'
import type { RunSummary } from '../contract/run'
import { shortNumber } from './table'

export interface Progress {
  show(run: RunSummary): void
  end(): void
}

const nameWidth = 28

function shortName(name: string): string {
  return name.length > nameWidth ? `${name.slice(0, nameWidth - 1)}…` : name.padEnd(nameWidth)
}

export function terminalProgress(): Progress {
  const bars = new Map<RunId, SingleBar>()
  const all = new MultiBar({
    format: '{name} {bar} {percentage} % · {value}/{total} · loss {loss} · {eta_formatted} left',
    hideCursor: true,
    stream: process.stderr,
    clearOnComplete: false,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    barsize: 24,
  })
  return {
    show(run) {
      const total = run.totalSteps ?? 0
      const facts = { name: shortName(run.name), loss: shortNumber(run.trainingLoss) || '–' }
      const bar = bars.get(run.id) ?? all.create(total, 0, facts)
      bars.set(run.id, bar)
      bar.setTotal(total)
      bar.update(run.step, facts)
    },
    end: () => all.stop(),
  }
}

export const noProgress: Progress = { show: () => undefined, end: () => undefined }
