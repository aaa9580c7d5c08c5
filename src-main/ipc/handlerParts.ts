/** What the handlers work with, given at the composition root. */

import type { DatasetPreview } from '../contract/datasetPreview'
import type { Catalogue, Registry } from '../contract/definition'
import type { InputProblem } from '../contract/errors'
import type { Experiment } from '../contract/experiment'
import type { GradientCheck, GradientProgress } from '../contract/gradientCheck'
import type { OptimizerProbe } from '../contract/optimizerProbe'
import type { RuleCheck } from '../contract/ownRules'
import type { Result } from '../contract/result'
import type { Sketches } from '../contract/sketch'
import type { Publish } from '../runs/publish'
import type { FileDialogs } from './fileDialogs'
import type { LabSession } from './labSession'
import type { UserPaths } from './userPaths'

export interface HandlerParts {
  readonly session: LabSession
  readonly registry: Registry
  readonly catalogue: Catalogue
  readonly dialogs: FileDialogs
  /** What may be read for a preview. */
  readonly userPaths: UserPaths
  /** Pictures of a document before it is run; null of one that is not sound. */
  readonly sketch: (document: unknown) => Sketches | null
  /** Settings of a valid experiment that do not fit its problem, as far as can be told without reading data. */
  readonly checkFit: (experiment: Experiment) => readonly InputProblem[]
  /** Settings of a valid experiment that are probably unintended. */
  readonly remarksOn: (experiment: Experiment) => readonly InputProblem[]
  /** A bounded look at the files that a dataset member names. */
  readonly previewDataset: (dataset: unknown) => Result<DatasetPreview>
  /** The optimizer that the text of a rule describes, or what is wrong with it. */
  readonly checkRule: (text: string) => RuleCheck
  /** How far an optimizer, as documents have it, steps along a gradient that stays the same. */
  readonly probeOptimizer: (optimizer: object) => Result<OptimizerProbe>
  /** One at a time: a new one ends the one before. Null when it was cancelled. */
  readonly gradientChecks: {
    check(document: unknown, onProgress: (progress: GradientProgress) => void): Promise<Result<GradientCheck | null>>
    cancel(): void
  }
  readonly publish: Publish
  /** Told which lab file to open at the next start. */
  readonly remember: (file: string) => void
}
