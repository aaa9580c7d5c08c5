/**
 * Whether the data of an experiment can be read and fit it, tried without training: for who wants to refuse a wrong
 * dataset file before anything is kept.
 */
import type { Experiment } from '../contract/experiment'
import { problems } from './registry'

/** @throws LabFailure `datasetUnreadable`, naming file and byte; nothing for a problem without data */
export function checkData({ problem, seed, precision }: Experiment): void {
  const definition = problems.find(({ kind }) => kind === problem.kind)
  if (definition?.hasEpochs === true) definition.build(problem, { seed, precision })
}
