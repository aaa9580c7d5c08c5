/**
 * A table of the user's own, from a CSV file of any length.
 *
 * One column is the target: texts are classes, numbers a value to predict. The others are inputs: numbers as they are,
 * texts as one 0-or-1 feature a name ("one-hot"). The file is read twice, piece by piece: once to see what it holds, once
 * to fill the table. Targets of a regression stay as they are unless `scaleTargets` is set.
 */
import { basename } from 'node:path'
import { type Dataset, type DatasetInspection, defineDataset } from '../dataset'
import { checkFile, checkShares } from '../datasetFields'
import { realParts } from '../examples'
import { refuse } from '../refuse'
import { type HeldColumns, requireHeld } from '../requireHeld'
import { fitStandardising, meanOf, noScaling, type Scaling, standardisedTargets } from '../scaling'
import { splitRows } from '../splitRows'
import { type CsvSettings, csvFields } from './csvSettings'
import { surveyCsv } from './csvSurvey'
import { type CsvTable, readCsvTable } from './csvTable'
import { previewCsv } from './previewCsv'

export const csv = defineDataset({
  kind: 'csv',
  title: 'CSV file',
  summary: 'A table of your own: one example a line, texts as categories, one column to predict.',
  fields: csvFields,
  check: (settings) => [...checkFile('file', settings.file, 'a CSV file'), ...checkShares(settings)],
  describe: () => null,
  preview: previewCsv,
  inspect: inspectCsv,
  load: loadCsv,
})

function loadCsv(settings: CsvSettings, seed: number): Dataset {
  const table = readCsvTable(settings, seed)
  const { size, count, kind, classNames, digest } = table
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  const split = splitRows(rows, settings.validationShare, settings.testShare)
  if (settings.missing === 'mean') fillWithMeans(settings.file, table, split.training)
  const isScaled = settings.scaleTargets && kind === 'regression'
  const targets = isScaled ? standardisedTargets(table.targets, split.training) : table.targets
  const scaling = settings.scaling === 'none' ? noScaling(size) : scaleNumbers(table, split.training)
  return {
    kind,
    inputShape: [size],
    outputs: kind === 'classification' ? classNames.length : 1,
    classNames,
    parts: realParts({ values: table.values, size, targets }, scaling, split),
    digest,
    requireHeldIn(precision) {
      const { file } = settings
      const inputs = {
        file,
        values: table.values,
        size,
        scaling,
        rows,
        remedy: settings.scaling === 'none' ? 'scaling = standardise' : null,
      }
      const place = (index: number) => `in column "${table.featureNames[index % size]}"`
      requireHeld({ ...inputs, place }, precision)
      if (kind === 'regression') requireHeld(heldTargets(settings, table, rows, split.training), precision)
    },
  }
}

function heldTargets(
  { file, scaleTargets }: CsvSettings,
  { targets, targetName }: CsvTable,
  rows: Uint32Array,
  training: Uint32Array,
): HeldColumns {
  return {
    ...{ file, values: targets, size: 1, rows },
    scaling: scaleTargets ? fitStandardising(targets, 1, training) : noScaling(1),
    place: () => `in column "${targetName}", the target`,
    remedy: scaleTargets ? null : 'scaleTargets = true',
  }
}

/** One pass over the file instead of two, and no table. */
function inspectCsv(settings: CsvSettings, seed: number): DatasetInspection {
  const { survey, count, size } = surveyCsv(settings)
  const rows = new Uint32Array(count)
  const trainingCount = splitRows(rows, settings.validationShare, settings.testShare).training.length
  // Only where all of the training part may miss a value does it matter which rows are in it.
  if (settings.missing === 'mean' && survey.inputs.some(({ missing }) => missing >= trainingCount)) {
    loadCsv(settings, seed)
  }
  const { target } = survey
  const isClass = survey.task === 'classification'
  return {
    kind: isClass ? 'classification' : 'regression',
    inputShape: [size],
    outputs: isClass ? target.categories().names.length : 1,
    trainingCount,
    remarks: survey.remarks().map((remark) => `${basename(settings.file)}: ${remark}`),
  }
}

/** Standardises what was measured; what is 0 or 1 stays. */
function scaleNumbers({ values, size, isNumber }: CsvTable, training: Uint32Array): Scaling {
  const { shift, rest, divisor } = fitStandardising(values, size, training)
  isNumber.forEach((is, feature) => {
    if (is) return
    shift[feature] = 0
    rest[feature] = 0
    divisor[feature] = 1
  })
  return { shift, rest, divisor }
}

/** NaN becomes the feature's mean over the training part: for a category, the shares of its names. */
function fillWithMeans(file: string, { values, size, count, featureNames }: CsvTable, training: Uint32Array): void {
  for (let feature = 0; feature < size; feature++) {
    const mean = meanOf(values, size, feature, training)
    for (let at = feature; at < count * size; at += size) {
      if (!Number.isNaN(values[at]!)) continue
      if (Number.isNaN(mean)) {
        refuse(file, `misses values in column "${featureNames[feature]}", and its training part has none to average`)
      }
      values[at] = mean
    }
  }
}
