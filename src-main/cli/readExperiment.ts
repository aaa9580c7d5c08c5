/** An experiment document from a file, checked whole: its JSON, what it asks for, and that its data can be used. */
import { dirname, resolve } from 'node:path'
import { datasetFiles } from '../contract/datasetFiles'
import type { Registry } from '../contract/definition'
import { readDocumentText } from '../contract/documentText'
import { LabFailure } from '../contract/errors'
import { type Experiment, parseExperiment } from '../contract/experiment'
import { unwrap } from '../contract/result'
import { namesRule, withNamedRule } from '../runs/namedRule'
import { checkData } from '../trainer/checkData'
import { experimentRemarks } from '../trainer/experimentRemarks'
import { registry } from '../trainer/registry'
import type { Output } from './output'
import { readingRemarks } from './readingRemarks'
import { readUserText } from './readUserText'
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

const largestDocumentBytes = 1024 * 1024

interface WrittenDocument {
  /** What messages call it. */
  readonly named: string
  /** The JSON value, whatever it is. */
  readonly written: unknown
}

/**
 * Reads an experiment document from a file, or from standard input for `-`. The file is hostile until parsed.
 *
 * @throws LabFailure with file and place when the text is not JSON or says two things, and when there is none to read.
 */
export function readDocument(file: string): WrittenDocument {
  const { named, text } = readUserText(file, 'an experiment document', largestDocumentBytes)
  const read = readDocumentText(text)
  if (read.ok) return { named, written: read.document }
  const [first] = read.problems
  if (first.path === null) {
    throw new LabFailure({ kind: 'invalidInput', what: `${named} is not JSON: ${first.message}`, problems: [] })
  }
  const problems = read.problems.map(({ path, what }) => ({ path: path ?? '', message: what }))
  throw new LabFailure({ kind: 'invalidInput', what: named, problems })
}

/**
 * Files that a document names relative to itself, as full paths: a document and its data can be moved together, and the
 * stored run says where they were.
 *
 * @param documentPath - of the document; the document itself is not parsed yet, and left as it is where it is odd
 */
export function absoluteDatasetPaths(document: unknown, documentPath: string, registry: Registry): unknown {
  if (!isRecord(document) || !isRecord(document.problem) || !isRecord(document.problem.dataset)) return document
  const { problem } = document
  const { dataset } = document.problem
  const files = datasetFiles(dataset, registry)
  if (files.length === 0) return document
  const folder = dirname(documentPath)
  const resolved = Object.fromEntries(files.map(({ field, path }) => [field, resolve(folder, path)]))
  return { ...document, problem: { ...problem, dataset: { ...dataset, ...resolved } } }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
