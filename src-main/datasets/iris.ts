/**
 * Iris: 150 flowers of three species by four measurements. Test and validation part are drawn from the seed.
 *
 * Source: Fisher, "The use of multiple measurements in taxonomic problems", 1936; see `resources/datasets/README.md`.
 */
import table from '../../resources/datasets/iris.json'
import { digestOf } from './dataDigest'
import { defineDataset } from './dataset'
import { checkShares, shareField, standardiseField } from './datasetFields'
import { realParts } from './examples'
import { fitStandardising, noScaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

const features = table.features.length
const shape = { kind: 'classification', inputShape: [features], outputs: table.classes.length } as const

export const iris = defineDataset({
  kind: 'iris',
  title: 'Iris',
  summary: '150 flowers of three species, four measurements each.',
  source: 'Fisher, 1936',
  fields: {
    validationShare: shareField('Validation', 0.2, 'Share of the examples kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the examples kept for the test.'),
    scaling: standardiseField(
      'Each measurement shifted and divided by mean and standard deviation of the training part.',
    ),
  },
  check: checkShares,
  describe: () => shape,
  load({ validationShare, testShare, scaling }, seed) {
    const values = Float64Array.from(table.examples.flatMap((example) => example.slice(0, features)))
    const targets = table.examples.map((example) => example[features] ?? Number.NaN)
    const split = splitRows(shuffledRows(targets.length, seed), validationShare, testShare)
    const fitted = scaling === 'none' ? noScaling(features) : fitStandardising(values, features, split.training)
    return {
      ...shape,
      classNames: table.classes,
      parts: realParts({ values, size: features, targets }, fitted, split),
      digest: digestOf(new TextEncoder().encode(JSON.stringify(table.examples))),
    }
  },
})
