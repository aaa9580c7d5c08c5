/** An experiment document from a file, checked whole: its JSON, what it asks for, and that its data can be used. */
import { LabFailure } from '../contract/errors'
import { type Experiment, parseExperiment } from '../contract/experiment'
import { unwrap } from '../contract/result'
import { namesRule, withNamedRule } from '../runs/namedRule'
import { checkData } from '../trainer/checkData'
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
 * Says on standard error which large files it reads, and what of the data is left out.
 *
 * @param db - the lab file that rules are named from
 * @throws LabFailure naming the file and everything that is wrong with it.
 */
export function readExperiment(file: string, db: string | undefined, output: Pick<Output, 'remark'>): ReadExperiment {
  // A document from standard input is named relative to where the user stands.
  const path = userPath(file)
  const written = absoluteDatasetPaths(readDocument(file, path), path, registry)
  const document = namesRule(written) ? reading(db, (lab) => unwrap(withNamedRule(written, lab, file))) : written
  const experiment = unwrap(parseExperiment(document, registry, file))
  for (const remark of readingRemarks(experiment.problem, registry)) output.remark(remark)
  for (const remark of checkDataOf(experiment, file)) output.remark(remark)
  return { document, experiment }
}

/** A dataset file that cannot be used is a wrong request like a wrong document, not a run that failed. */
function checkDataOf(experiment: Experiment, file: string): readonly string[] {
  try {
    return checkData(experiment)
  } catch (thrown) {
    if (!(thrown instanceof LabFailure)) throw thrown
    throw new LabFailure({ kind: 'invalidInput', what: `${file}: ${thrown.message}`, problems: [] })
  }
}
