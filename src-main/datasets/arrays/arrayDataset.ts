/** A dataset out of two array files of the user's own: inputs, one example after the other, and their targets. */
import type { Dataset } from '../dataset'
import { digestOf } from '../digestOf'
import { keptReads } from '../keptReads'
import { realParts } from '../realExamples'
import { refuse } from '../refuse'
import { fitStandardising, fitStandardisingWhole, noScaling, type Scaling, standardisedTargets } from '../scaling'
import { shuffledRows, splitRows } from '../splitRows'
import type { ArrayScaling, ArraySettings } from './arrayFields'
import { readArrayFile } from './arrayFile'
import { countOf, type ReadHeader } from './arrayHeader'
import { checkPair, targetsOf } from './arrayTargets'
import type { NumberArray } from './elementType'

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
  return {
    kind,
    inputShape: rest.length === 0 ? [1] : rest,
    outputs: kind === 'classification' ? classNames.length : 1,
    classNames,
    parts: realParts(table, fitScaling(settings.scaling, inputs.values, size, split.training), split),
    digest,
  }
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
      return { shift: new Float64Array(size), divisor: new Float64Array(size).fill(255) }
    case 'none':
      return noScaling(size)
  }
}
