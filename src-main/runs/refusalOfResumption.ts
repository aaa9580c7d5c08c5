/** Why a run cannot go on from its checkpoint, though its trainer has got ready: it would not be the same run. */
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { RunSummary } from '../contract/run'
import type { Prepared } from '../contract/trainerMessages'
import { changedData } from './changedData'

/** Null when it can. */
export function refusalOfResumption(run: RunSummary, prepared: Prepared, registry: Registry): LabError | null {
  const reason =
    run.engineVersion === prepared.engineVersion
      ? (changedData(run, prepared.dataDigest, registry) ?? prepared.misfit ?? null)
      : `engine version ${run.engineVersion ?? 'none'} made it, and this one is ${prepared.engineVersion}`
  if (reason === null) return null
  return { kind: 'invalidInput', what: `run ${run.id} cannot be resumed: ${reason}`, problems: [] }
}
