/** How far runs are: a bar for each on a terminal, nothing elsewhere. */
import { MultiBar, type SingleBar } from 'cli-progress'
import type { RunId } from '../contract/identifiers'
import type { RunRecord } from '../contract/run'
import type { Output } from './output'
import { plainText } from './plainText'
import { shortNumber } from './table'

export interface Progress {
  show(run: RunRecord): void
  /** A result; under bars it waits for their end, since both are written to the same terminal. */
  say(line: string): void
  /** A remark on standard error; under bars it waits as well. */
  remark(line: string): void
  /** A remark for now: above the bars where there are any. */
  remarkNow(line: string): void
  end(): void
}

const nameWidth = 28

function shortName(text: string): string {
  const name = plainText(text)
  return name.length > nameWidth ? `${name.slice(0, nameWidth - 1)}…` : name.padEnd(nameWidth)
}

/** "41 s left", once the pace is known. */
function leftText({ step, stepsPerSecond }: RunRecord, total: number): string {
  if (step >= total) return 'done'
  if (stepsPerSecond === null || stepsPerSecond <= 0) return 'starting'
  const seconds = Math.ceil((total - step) / stepsPerSecond)
  return seconds < 60 ? `${seconds} s left` : `${Math.floor(seconds / 60)} min ${seconds % 60} s left`
}

export function terminalProgress(output: Output): Progress {
  const results: string[] = []
  const remarks: string[] = []
  const bars = new Map<RunId, SingleBar>()
  const all = new MultiBar({
    format: '{name} {bar} {percentage} % · {value}/{total} · loss {loss} · {left}',
    hideCursor: true,
    stream: process.stderr,
    clearOnComplete: false,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    barsize: 24,
  })
  return {
    show(run) {
      const { totalSteps: total } = run
      if (total === null) return
      const facts = {
        name: shortName(run.name),
        loss: shortNumber(run.trainingLoss) || '–',
        left: leftText(run, total),
      }
      const bar = bars.get(run.id) ?? all.create(total, 0, facts)
      bars.set(run.id, bar)
      bar.setTotal(total)
      bar.update(run.step, facts)
    },
    say: (line) => results.push(line),
    remark: (line) => remarks.push(line),
    // bars are drawn anew below it
    remarkNow: (line) => all.log(`${plainText(line)}\n`),
    end: () => {
      all.stop()
      for (const line of remarks.splice(0)) output.remark(line)
      for (const line of results.splice(0)) output.result(line)
    },
  }
}

export function noProgress(output: Output): Progress {
  return {
    show: () => undefined,
    say: (line) => output.result(line),
    remark: (line) => output.remark(line),
    remarkNow: (line) => output.remark(line),
    end: () => undefined,
  }
}
