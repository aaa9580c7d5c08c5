/** Documents as they arrive, into experiments: all of them, or the first error. Rules are named from the lab file. */
import type { Registry } from '../contract/definition'
import { type Experiment, parseExperiment } from '../contract/experiment'
import { failure, type Result, success } from '../contract/result'
import type { LabFile } from '../store/labFile'
import { withNamedRule } from './namedRule'

const maximumSeeds = 1000

/** The error of one among several says which: "experiment 2 of 3". */
export function parseDocuments(
  documents: readonly unknown[],
  registry: Registry,
  labFile: LabFile,
): Result<Experiment[]> {
  const experiments: Experiment[] = []
  for (const [index, document] of documents.entries()) {
    const what = documents.length === 1 ? 'experiment' : `experiment ${index + 1} of ${documents.length}`
    const whole = withNamedRule(document, labFile, what)
    if (!whole.ok) return whole
    const parsed = parseExperiment(whole.value, registry, what)
    if (!parsed.ok) return parsed
    experiments.push(parsed.value)
  }
  return success(experiments)
}

/** The document once for each of the seeds 1…n, its own seed aside. */
export function experimentsOfSeeds(
  document: unknown,
  seeds: number,
  registry: Registry,
  labFile: LabFile,
): Result<Experiment[]> {
  if (!Number.isSafeInteger(seeds) || seeds < 1 || seeds > maximumSeeds) {
    const problems = [{ path: 'seeds', message: `= ${seeds}, must be a whole number in [1, ${maximumSeeds}]` }]
    return failure({ kind: 'invalidInput', what: 'run with seeds', problems })
  }
  const whole = withNamedRule(document, labFile)
  if (!whole.ok) return whole
  const parsed = parseExperiment(whole.value, registry)
  if (!parsed.ok) return parsed
  return success(Array.from({ length: seeds }, (_, index) => ({ ...parsed.value, seed: index + 1 })))
}
