/**
 * A dataset out of two array files of the user's own: inputs, one example after the other, and their targets.
 *
 * Targets are one number an example. Whole numbers and booleans are classes unless the task says otherwise, fractions are
 * values; the classes are the different numbers there are, in ascending order.
 */

import { digestOf } from '../dataDigest'
import type { Dataset } from '../dataset'
import type { TaskChoice } from '../datasetFields'
import { realParts } from '../examples'
import { keptReads } from '../keptReads'
import { refuse, requireClasses } from '../refuse'
import { type HeldColumns, requireHeld } from '../requireHeld'
import {
  byDivisor,
  fitStandardising,
  fitStandardisingWhole,
  noScaling,
  type Scaling,
  standardisedTargets,
} from '../scaling'
import { shuffledRows, splitRows } from '../splitRows'
import type { ArrayScaling, ArraySettings } from './arrayFields'
import { type ArrayFile, readArrayFile } from './arrayFile'
import { type ArrayHeader, byteOf, countOf, type ReadHeader } from './arrayHeader'
import { elementType, type NumberArray } from './elementType'

/**
 * @param format - of the files, which `readHeader` reads
 * @throws LabFailure `datasetUnreadable`, naming file and byte
 */
export function loadArrays(
  format: string,
  files: { readonly inputs: string; readonly targets: string },
  readHeader: ReadHeader,
  settings: ArraySettings,
  seed: number,
): Dataset {
  const { inputs, targets, digest } = keptReads.read(
    `${format} ${shapingSettings(settings)}`,
    [files.inputs, files.targets],
    () => readPair(files, readHeader, settings),
    (pair) => [pair.inputs, pair.targets].reduce((sum, { values }) => sum + values.buffer.byteLength, 0),
  )
  const { kind, values, classNames } = targetsOf(targets, settings.task)
  const [count = 0, ...rest] = inputs.shape
  if (settings.limit > count) {
    refuse(files.inputs, `holds ${count} examples, fewer than the limit of ${settings.limit} asked for`)
  }
  const size = countOf(rest)
  const rows = shuffledRows(count, seed).subarray(0, settings.limit === 0 ? count : settings.limit)
  const split = splitRows(rows, settings.validationShare, settings.testShare)
  const isScaled = settings.scaleTargets && kind === 'regression'
  const table = {
    values: inputs.values,
    size,
    targets: isScaled ? standardisedTargets(values, split.training) : values,
  }
  const scaling = fitScaling(settings.scaling, inputs.values, size, split.training)
  return {
    kind,
    inputShape: rest.length === 0 ? [1] : rest,
    outputs: kind === 'classification' ? classNames.length : 1,
    classNames,
    parts: realParts(table, scaling, split),
    digest,
    requireHeldIn(precision) {
      const remedy = settings.scaling === 'none' || settings.scaling === 'byScale' ? 'scaling = standardise' : null
      requireHeld({ ...heldOf(inputs), size, scaling, rows, remedy }, precision)
      if (kind === 'classification') return
      const ofTargets = isScaled
        ? { scaling: fitStandardising(values, 1, split.training), remedy: null }
        : { scaling: noScaling(1), remedy: 'scaleTargets = true' }
      requireHeld({ ...heldOf(targets), size: 1, rows, ...ofTargets }, precision)
    },
  }
}

function heldOf(array: Omit<ArrayFile, 'bytes'>): Pick<HeldColumns, 'file' | 'values' | 'place'> {
  return { file: array.file, values: array.values, place: (index) => `at byte ${byteOf(array, index)}` }
}

function readPair(
  files: { readonly inputs: string; readonly targets: string },
  readHeader: ReadHeader,
  settings: ArraySettings,
) {
  const { bytes: inputBytes, ...inputs } = readArrayFile(files.inputs, readHeader, settings.axes)
  const { bytes: targetBytes, ...targets } = readArrayFile(files.targets, readHeader)
  checkPair(inputs, targets)
  const digest = digestOf(inputBytes, targetBytes, new TextEncoder().encode(shapingSettings(settings)))
  return { inputs, targets, digest }
}

/** What shapes the table, as the digest covers it. Images as they stand add nothing: so it was before there was a choice. */
function shapingSettings({ task, axes }: ArraySettings): string {
  return JSON.stringify(axes === 'channelsLast' ? { task, axes } : { task })
}

function fitScaling(scaling: ArrayScaling, values: NumberArray, size: number, training: Uint32Array): Scaling {
  switch (scaling) {
    case 'standardise':
      return fitStandardising(values, size, training)
    case 'standardiseWhole':
      return fitStandardisingWhole(values, size, training)
    case 'byScale':
      return byDivisor(size, 255)
    case 'none':
      return noScaling(size)
  }
}

const mostClasses = 1000

export interface ArrayTargets {
  readonly kind: 'classification' | 'regression'
  /** Indices of classes, or values. */
  readonly values: Float64Array
  /** Empty for a regression. */
  readonly classNames: readonly string[]
}

/** Whether two files belong together. @throws LabFailure `datasetUnreadable`, naming the byte of the shape */
export function checkPair(
  inputs: ArrayHeader & { readonly file: string },
  targets: ArrayHeader & { readonly file: string },
): void {
  const [count, ...rest] = targets.shape
  if (rest.some((size) => size !== 1)) {
    const each = rest.join(' × ')
    refuse(targets.file, `holds ${each} numbers an example (byte ${targets.shapeByte}); a target must be one number`)
  }
  if (count !== inputs.shape[0]) {
    const place = `(byte ${targets.shapeByte})`
    refuse(targets.file, `holds ${count} targets ${place} for the ${inputs.shape[0]} examples of ${inputs.file}`)
  }
}

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function targetsOf(targets: Omit<ArrayFile, 'bytes'>, task: TaskChoice): ArrayTargets {
  const isClasses = task === 'auto' ? elementType(targets.element).isWhole : task === 'classification'
  if (!isClasses) return { kind: 'regression', values: Float64Array.from(targets.values), classNames: [] }
  const classes = new Set<number>()
  targets.values.forEach((value, index) => {
    classes.add(value)
    if (classes.size <= mostClasses) return
    const byte = byteOf(targets, index)
    refuse(targets.file, `has more than ${mostClasses} classes at byte ${byte}; task = regression predicts a value`)
  })
  const sorted = [...classes].sort((a, b) => a - b)
  const places = new Map(sorted.map((value, place) => [value, place]))
  const values = Float64Array.from(targets.values, (value: number) => places.get(value) ?? Number.NaN)
  const classNames = sorted.map(String)
  requireClasses(targets.file, classNames)
  return { kind: 'classification', values, classNames }
}
