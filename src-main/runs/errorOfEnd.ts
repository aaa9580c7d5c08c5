/** Why a trainer did not do what it was started for, where nothing is stored of it. */
import type { Registry } from '../contract/definition'
import type { LabError } from '../contract/errors'
import type { RunSummary } from '../contract/run'
import type { SessionEnd } from '../jobs/trainerSession'
import { misfitOfChangedData } from './changedData'

/** @param what - it was started for, as part of a sentence: "verification" */
export function errorOfEnd(end: SessionEnd, run: RunSummary, registry: Registry, what: string): LabError {
  switch (end.kind) {
    case 'failed':
      return misfitOfChangedData(end.error, run, registry)
    case 'exited':
      return { kind: 'trainerExited', code: end.code, lastStep: 0 }
    case 'broken':
      return { kind: 'trainerFailed', message: `it ${end.message}`, lastStep: 0 }
    case 'refused':
      return { kind: 'internal', message: `the ${what} could not go on: ${String(end.thrown)}` }
    default:
      return { kind: 'internal', message: `the ${what} was ended before its trainer had finished` }
  }
}
