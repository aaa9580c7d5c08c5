/**
 * What every dataset is: settings as data, a shape known before anything is read, and examples in three parts.
 *
 * This file reads no data, so that problems can be written against it.
 */
import type { DatasetPreview } from '../contract/datasetPreview'
import type { CheckedDefinition, CheckOf } from '../contract/definition'
import { type Fields, type FieldValue, integer, type SettingsOf } from '../contract/field'
import type { Kernels } from '../engine/kernels/kernels'
import type { Precision, Reals } from '../engine/precision'

export type PartName = 'training' | 'validation' | 'test'

/** Examples of one part, scaled as the settings ask. */
export interface Examples {
  readonly count: number
  /** Writes the inputs of examples order[start … start + count) to the beginning of `into`, one after the other. */
  readInputs(order: Uint32Array, start: number, count: number, into: Reals): void
  /** The index of the class, or the value to predict. */
  target(index: number): number
}

/** What a network must fit, from the settings alone. */
export interface DatasetShape {
  readonly kind: 'classification' | 'regression'
  /** Shape of one example; the network sees it row by row. */
  readonly inputShape: readonly number[]
  /** Classes, or values to predict. */
  readonly outputs: number
}

export interface Dataset extends DatasetShape {
  /** Names of the classes in the order of their indices; empty for a regression. */
  readonly classNames: readonly string[]
  readonly parts: Readonly<Record<PartName, Examples>>
  /** The same parts where these kernels read them fastest, into arrays of theirs. Allocates: for set-up only. */
  partsFor?(kernels: Kernels): Readonly<Record<PartName, Examples>>
  /**
   * Of data of the user's own: whether they are still there in this precision.
   *
   * @throws LabFailure `datasetUnreadable`, naming a number that would be infinite, or all of a column that would be 0
   */
  requireHeldIn?(precision: Precision): void
  /** `sha256:…` of the data before splitting and scaling. */
  readonly digest: string
}

/** What a check of a request needs to know of a dataset, and no example of it. */
export interface DatasetInspection extends DatasetShape {
  /** Examples to train on. */
  readonly trainingCount: number
  /** What a user should hear of it, each a sentence on its own. */
  readonly remarks: readonly string[]
}

export interface DatasetDefinition extends CheckedDefinition {
  /** Null where only the file says, which is read when the run starts. */
  describe(settings: Readonly<Record<string, FieldValue>>): DatasetShape | null
  /** Of data of the user's own: a bounded look at the file, whatever it holds. */
  preview?(settings: Readonly<Record<string, FieldValue>>): DatasetPreview
  /**
   * Where it costs less than `load`: what that would give, in numbers, with the same refusals.
   *
   * @throws LabFailure `datasetUnreadable`
   */
  inspect?(settings: Readonly<Record<string, FieldValue>>, seed: number): DatasetInspection
  /**
   * Reads or makes the data, splits them by the seed, and fits the scaling on the training part.
   *
   * @throws LabFailure `datasetUnreadable`, naming file and byte
   */
  load(settings: Readonly<Record<string, FieldValue>>, seed: number): Dataset
}

interface DatasetDescription<F extends Fields> extends Omit<CheckedDefinition, 'fields' | 'check'> {
  readonly fields: F
  check?: CheckOf<F>
  describe(settings: SettingsOf<F>): DatasetShape | null
  preview?(settings: SettingsOf<F>): DatasetPreview
  inspect?(settings: SettingsOf<F>, seed: number): DatasetInspection
  load(settings: SettingsOf<F>, seed: number): Dataset
}

/** Ties the functions to the settings their own fields describe. */
export function defineDataset<const F extends Fields>(description: DatasetDescription<F>): DatasetDefinition {
  return description
}

/** Data that are drawn from a seed: the run's, or one of their own. */
export function defineDrawnDataset<const F extends Fields>(description: DatasetDescription<F>): DatasetDefinition {
  const drawn: DatasetDefinition = description
  return {
    ...drawn,
    fields: { ...drawn.fields, seed: dataSeedField },
    load: (settings, runSeed) => drawn.load(settings, typeof settings.seed === 'number' ? settings.seed : runSeed),
  }
}

const dataSeedField = integer({
  label: 'Data seed',
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  leftOut: 'the run’s seed',
  help: 'Draws the examples, and which part each is in. With a seed of their own the data stay the same in runs of any seed, which then differ by initial weights and the order of examples alone.',
})
