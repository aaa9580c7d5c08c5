/**
 * Fills a new lab file with finished runs, through the store as the app does, for who measures how a window opens on it.
 *
 *   node fillLabFile.js FILE COUNT
 */
import { parseExperiment } from '../src-main/contract/experiment'
import { unwrap } from '../src-main/contract/result'
import type { Outcome } from '../src-main/contract/trainerMessages'
import { appendFrame } from '../src-main/store/appendFrame'
import { finishRun } from '../src-main/store/finishRun'
import { inTransaction } from '../src-main/store/labDatabase'
import { openLabFile } from '../src-main/store/openLabFile'
import { insertRuns } from '../src-main/store/runs/insertRuns'
import { startRun } from '../src-main/store/runs/runStatus'
import { registry } from '../src-main/trainer/registry'

const [path = '', count = ''] = process.argv.slice(2)
const optimizers = ['sgd', 'momentum', 'rmsprop', 'adam']
const pointCount = 200
const startMs = Date.UTC(2026, 0, 1)

const experiments = Array.from({ length: Number(count) }, (_, index) =>
  unwrap(
    parseExperiment(
      {
        schemaVersion: 1,
        name: `bowl ${index + 1}`,
        problem: { kind: 'quadratic', eigenvalues: [1, 50], start: [-8, 1.5] },
        optimizer: { kind: optimizers[index % optimizers.length], learningRate: 0.01 },
        budget: { steps: pointCount },
        seed: index,
      },
      registry,
    ),
  ),
)
const steps = Float64Array.from({ length: pointCount }, (_, index) => index + 1)
const labFile = unwrap(openLabFile(path, { mode: 'write' }))
inTransaction(labFile.db, () => {
  const runs = insertRuns(labFile.db, { experiments, createdAtMs: startMs })
  runs.forEach((run, index) => {
    const values = steps.map((step) => 10 / (step + index / 1000))
    const trainingLoss = values.at(-1)!
    startRun(labFile.db, run, startMs + index)
    appendFrame(
      labFile.db,
      run,
      {
        step: pointCount,
        elapsedMs: 10,
        stepsPerSecond: null,
        rows: [{ key: { diagnostic: 'trainingLoss', parameter: '' }, shape: { columns: ['value'] }, steps, values }],
      },
      { trainingLoss, bestTrainingLoss: trainingLoss, validationLoss: null, validationAccuracy: null },
    )
    finishRun(labFile.db, run, outcomeOf(trainingLoss, index), startMs + index + 10)
  })
})
labFile.close()

function outcomeOf(trainingLoss: number, index: number): Outcome {
  const value = index / 1000
  return {
    status: 'completed',
    step: pointCount,
    elapsedMs: 10,
    trainingLoss,
    bestTrainingLoss: trainingLoss,
    validationLoss: null,
    validationAccuracy: null,
    testLoss: null,
    testAccuracy: null,
    parameterDigest: 'sha256:00',
    result: [{ kind: 'parameter', name: 'x', shape: [2], values: Float64Array.of(value, value) }],
    threadsLeftAt: null,
    divergence: null,
  }
}
