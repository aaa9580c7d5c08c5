/**
 * Says that a run would not be the same one if it were trained again: its data are no longer what they were, or the
 * engine is not.
 *
 * A digest covers the bytes of the data and the settings that shape them; an experiment keeps its settings, so another
 * digest means other bytes: a changed file where the dataset has files, and a changed program where it has none.
 */

import { problemFiles } from '../contract/datasetFiles'
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { RunSummary } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'

/** The sentence, or null when nothing has changed. @param digest - of the data as they are now */
export function changedData(run: RunSummary, digest: string | null, registry: Registry): string | null {
  if (run.dataDigest === digest) return null
  const digests = `data digest was ${run.dataDigest ?? 'none'}, is now ${digest ?? 'none'}`
  const files = filesThatChanged(run, registry)
  return files === null ? digests : `${files} (${digests})`
}

/**
 * Why a run cannot go on from its checkpoint, though its trainer has got ready; null when it can. One that has none begins
 * anew, on whatever data there are.
 */
export function refusalOfResumption(run: RunSummary, prepared: Prepared, registry: Registry): LabError | null {
  if (run.checkpointStep === null) return null
  const reason =
    run.engineVersion === prepared.engineVersion
      ? (changedData(run, prepared.dataDigest, registry) ?? prepared.misfit ?? null)
      : `engine version ${run.engineVersion ?? 'none'} made it, and this one is ${prepared.engineVersion}`
  if (reason === null) return null
  return { kind: 'invalidInput', what: `run ${run.id} cannot be resumed: ${reason}`, problems: [] }
}

/** The error of a run that trained once and now is refused before it starts: its data fit then, so they have changed. */
export function misfitOfChangedData(error: LabError, run: RunSummary, registry: Registry): LabError {
  const files = filesThatChanged(run, registry)
  return error.kind !== 'invalidInput' || files === null ? error : { ...error, what: `${files}: ${error.what}` }
}

function filesThatChanged(run: RunSummary, registry: Registry): string | null {
  const files = problemFiles(run.experiment.problem, registry).map(({ path }) => path)
  if (files.length === 0) return null
  const which =
    files.length === 1 ? `the dataset file ${files[0]} has` : `one of the dataset files ${files.join(' and ')} has`
  return `${which} changed since the run was made`
}
