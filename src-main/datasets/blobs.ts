/**
 * Blobs: normal clouds around centres, one a class, in any number of dimensions.
 *
 *   x = centre_c + σ·z,   z standard normal in each dimension,   centres uniform in [−10, 10] in each dimension
 *
 * Centres come from the seed's stream `blobCentres`, points from `blobs`: more points leave the centres where they are.
 * Row r belongs to class r mod k. Source: scikit-learn, `make_blobs`.
 */
import { integer, real } from '../contract/field'
import { createGenerator } from '../engine/generator'
import { digestOf, littleEndianBytes } from './dataDigest'
import { defineDrawnDataset } from './dataset'
import { checkShares, shareField, standardiseField } from './datasetFields'
import { realParts } from './examples'
import { fitStandardising, noScaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

const halfWidth = 10
/** 800 MB of float64. */
const mostNumbers = 100_000_000

export const blobs = defineDrawnDataset({
  kind: 'blobs',
  title: 'Blobs',
  summary: 'Normal clouds around centres, one a class, drawn from the seed.',
  source: 'scikit-learn, make_blobs',
  fields: {
    samples: integer({
      label: 'Points',
      default: 1000,
      min: 20,
      max: 1_000_000,
      scale: 'log',
      help: 'Points of all classes, before they are split.',
    }),
    classes: integer({ label: 'Classes', default: 3, min: 2, max: 200, help: 'One centre each.' }),
    features: integer({
      label: 'Dimensions',
      default: 2,
      min: 1,
      max: 10_000,
      scale: 'log',
      help: 'Numbers a point has.',
    }),
    spread: real({
      label: 'Spread',
      symbol: 'σ',
      default: 1,
      min: 0,
      max: 100,
      help: 'Standard deviation of a cloud.',
    }),
    scaling: standardiseField('Each coordinate by mean and standard deviation of the training part.'),
    validationShare: shareField('Validation', 0.2, 'Share of the points kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the points kept for the test.'),
  },
  check: (settings) => [
    ...(settings.samples * settings.features > mostNumbers
      ? [{ path: 'features', message: `= ${settings.features}, must leave samples × features ≤ ${mostNumbers}` }]
      : []),
    ...checkShares(settings),
  ],
  describe: ({ classes, features }) => ({ kind: 'classification', inputShape: [features], outputs: classes }),
  load({ samples, classes, features, spread, scaling, validationShare, testShare }, seed) {
    const placing = createGenerator(seed, 'blobCentres')
    const centres = Float64Array.from({ length: classes * features }, () => halfWidth * (2 * placing.nextUniform() - 1))
    const generator = createGenerator(seed, 'blobs')
    const targets = Uint8Array.from({ length: samples }, (_, row) => row % classes)
    const values = new Float64Array(samples * features)
    for (let row = 0; row < samples; row++) {
      const centre = targets[row]! * features
      for (let feature = 0; feature < features; feature++) {
        values[row * features + feature] = centres[centre + feature]! + spread * generator.nextNormal()
      }
    }
    const split = splitRows(shuffledRows(samples, seed), validationShare, testShare)
    const fitted = scaling === 'none' ? noScaling(features) : fitStandardising(values, features, split.training)
    return {
      kind: 'classification',
      inputShape: [features],
      outputs: classes,
      classNames: Array.from({ length: classes }, (_, index) => `blob ${index + 1}`),
      parts: realParts({ values, size: features, targets }, fitted, split),
      digest: digestOf(littleEndianBytes(values), targets),
    }
  },
})
