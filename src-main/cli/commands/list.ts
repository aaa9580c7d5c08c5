/** `lab list`: the saved runs, oldest first; what is in the trash is left out. */
import { unwrap } from '../../contract/result'
import { listRuns } from '../../store/runs/readRuns'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { asTheyAre, reading } from '../request'
import { listFacts } from '../runFacts'
import { shortNumber, table } from '../table'

export interface ListOptions {
  readonly db?: string
  readonly json?: boolean
}

export function list(options: ListOptions, output: Output): void {
  const all = reading(options.db, (labFile) => asTheyAre(labFile, unwrap(labFile.attempt(() => listRuns(labFile.db)))))
  const runs = all.filter((run) => run.trashedAtMs === null)
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
        run.status,
        String(run.step),
        shortNumber(run.trainingLoss),
        shortNumber(run.bestTrainingLoss),
        shortNumber(run.testAccuracy),
      ]),
    ),
  )
}
