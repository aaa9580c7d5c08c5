/** `lab list`: the saved runs, oldest first; what is in the trash is left out. */
import { sentences } from '../../contract/errors'
import { unwrap } from '../../contract/result'
import { type RunSummary, runSummary } from '../../contract/run'
import { listRuns } from '../../store/runs/readRuns'
import { type ExitCode, exitCodes } from '../exitCodes'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { asTheyAre, reading } from '../request'
import { listFacts } from '../runFacts'
import { shortNumber, table } from '../table'

export interface ListOptions {
  readonly db?: string
  readonly json?: boolean
}

/** What is damaged is one line on standard error; the other runs are listed. */
export function list(options: ListOptions, output: Output): ExitCode {
  const { configurations, runs, damaged } = reading(options.db, (labFile) => {
    const { runs: stored, ...rest } = unwrap(labFile.attempt(() => listRuns(labFile.db)))
    return { ...rest, runs: asTheyAre(labFile, stored) }
  })
  const byId = new Map(configurations.map((configuration) => [configuration.id, configuration]))
  const saved = runs
    .filter((run) => run.trashedAtMs === null)
    .flatMap((run) => {
      const configuration = byId.get(run.configuration)
      return configuration === undefined ? [] : [runSummary(run, configuration)]
    })
  say(saved, options, output)
  if (damaged.length === 0) return exitCodes.done
  output.remark(`lab: ${sentences(damaged)}`)
  return exitCodes.runFailed
}

function say(runs: readonly RunSummary[], options: ListOptions, output: Output): void {
  if (options.json === true) {
    for (const run of runs) output.result(jsonLine(listFacts(run)))
    return
  }
  if (runs.length === 0) {
    output.remark('this lab file has no runs yet; "lab run FILE" makes one')
    return
  }
  output.result(
    table(
      [
        { title: 'run', isNumber: true },
        { title: 'name' },
        { title: 'problem' },
        { title: 'optimizer' },
        { title: 'seed', isNumber: true },
        { title: 'status' },
        { title: 'steps', isNumber: true },
        { title: 'last training loss', isNumber: true },
        { title: 'best training loss', isNumber: true },
        { title: 'test accuracy', isNumber: true },
      ],
      runs.map((run) => [
        String(run.id),
        run.name,
        run.experiment.problem.kind,
        run.experiment.optimizer.kind,
        String(run.seed),
        run.status,
        String(run.step),
        shortNumber(run.trainingLoss),
        shortNumber(run.bestTrainingLoss),
        shortNumber(run.testAccuracy),
      ]),
    ),
  )
}
