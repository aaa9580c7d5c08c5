/** Measures the engine's backends in this process and prints one JSON document. Started by `bench/run.mjs`. */
import { backends } from '../src-main/engine/kernels/backend'
import { type Contender, interleave } from './interleave'
import { matrixShapes, prepareProduct } from './matrixShapes'
import { prepareWorkload, workloads } from './workload'

const rounds = Number(process.argv[2] ?? 60)
/** Operations of one measurement of a product. */
const PRODUCT_WORK = { typescript: 2e6, wasm: 4e7 }

function repeated(times: number, run: () => void): () => void {
  return () => {
    for (let count = 0; count < times; count++) run()
  }
}

interface Row {
  readonly what: string
  readonly contender: string
  readonly unit: string
  readonly median: number
  readonly best: number
}

const rows: Row[] = []

/** @param amounts of work, in the unit, that a contender does in one run */
function measure(what: string, unit: string, contenders: readonly Contender[], amounts: readonly number[]): void {
  interleave(contenders, rounds).forEach(({ name, medianMs, bestMs }, index) => {
    const perSecond = (ms: number): number => (amounts[index]! * 1000) / ms
    rows.push({ what, contender: name, unit, median: perSecond(medianMs), best: perSecond(bestMs) })
  })
}

for (const workload of workloads) {
  const contenders: Contender[] = []
  const amounts: number[] = []
  for (const backend of backends) {
    const steps = workload.steps[backend]
    const { gradients, update } = prepareWorkload(workload, backend)
    const whole = (): void => {
      gradients()
      update()
    }
    contenders.push({ name: `${backend}, gradients`, run: repeated(steps, gradients) })
    contenders.push({ name: `${backend}, step`, run: repeated(steps, whole) })
    const amount = workload.unit === 'steps/s' ? steps : steps * workload.batchSize
    amounts.push(amount, amount)
  }
  measure(workload.name, workload.unit, contenders, amounts)
}

for (const shape of matrixShapes) {
  const operations = 2 * shape.rows * shape.inner * shape.columns
  const counts = backends.map((backend) => Math.max(1, Math.round(PRODUCT_WORK[backend] / operations)))
  const contenders = backends.map((name, index) => ({
    name,
    run: repeated(counts[index]!, prepareProduct(shape, name)),
  }))
  const amounts = counts.map((count) => (count * operations) / 1e9)
  measure(`${shape.name} ${shape.orientation}`, 'GFLOPS', contenders, amounts)
}

process.stdout.write(`${JSON.stringify({ node: process.version, rows })}\n`)
