/** An experiment document from a file, checked whole: its JSON, what it asks for, and that its data can be used. */
import { LabFailure } from '../contract/errors'
import { type Experiment, parseExperiment } from '../contract/experiment'
import { unwrap } from '../contract/result'
import { namesRule, withNamedRule } from '../runs/namedRule'
import { checkData } from '../trainer/checkData'
import { experimentRemarks } from '../trainer/experimentRemarks'
import { registry } from '../trainer/registry'
import { absoluteDatasetPaths } from './absoluteDatasetPaths'
import type { Output } from './output'
import { readDocument } from './readDocument'
import { readingRemarks } from './readingRemarks'
import { reading, userPath } from './request'

export interface ReadExperiment {
  /** As the user wrote it, paths of data files made absolute and the name of a rule replaced by its text. */
  readonly document: unknown
  /** With every default filled in. */
  readonly experiment: Experiment
}

/**
 * Prints remarks on standard error: settings that are probably unintended, large files that are read, rows that are left out.
 *
 * @param db - the lab file that rules are named from
 * @throws LabFailure naming the file and everything that is wrong with it.
 */
export function readExperiment(file: string, db: string | undefined, output: Pick<Output, 'remark'>): ReadExperiment {
  // A document from standard input is named relative to where the user stands.
  const path = userPath(file)
  const { named, written } = readDocument(file)
  const found = absoluteDatasetPaths(written, path, registry)
  const document = namesRule(found) ? reading(db, (lab) => unwrap(withNamedRule(found, lab, named))) : found
  const experiment = unwrap(parseExperiment(document, registry, named))
  for (const { path: place, message } of experimentRemarks(experiment)) output.remark(`${named}: ${place} ${message}`)
  for (const remark of readingRemarks(experiment.problem, registry)) output.remark(remark)
  for (const remark of checkDataOf(experiment, named)) output.remark(remark)
  return { document, experiment }
}

/** A dataset file that cannot be used is a wrong request like a wrong document, not a run that failed. */
function checkDataOf(experiment: Experiment, named: string): readonly string[] {
  try {
    return checkData(experiment)
  } catch (thrown) {
    if (!(thrown instanceof LabFailure)) throw thrown
    const { error } = thrown
    const isOfDocument = error.kind === 'invalidInput' && error.problems.length > 0
    if (isOfDocument) throw new LabFailure({ ...error, what: named })
    throw new LabFailure({ kind: 'invalidInput', what: `${named}: ${thrown.message}`, problems: [] })
  }
}
