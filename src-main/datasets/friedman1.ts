/**
 * Friedman's first regression: a known function of five inputs among others that say nothing.
 *
 *   y = 10·sin(π·x₁·x₂) + 20·(x₃ − ½)² + 10·x₄ + 5·x₅ + σ·z        every x uniform in [0, 1), z standard normal
 *
 * The best squared error there can be is σ². Numbers come from the seed's stream `friedman1`, row by row.
 * Source: Friedman, "Multivariate adaptive regression splines", Annals of Statistics 19, 1991; scikit-learn,
 * `make_friedman1`.
 */
import { integer, real } from '../contract/field'
import { createGenerator } from '../engine/generator'
import { sine } from '../engine/mathematics/sine'
import { digestOf, littleEndianBytes } from './dataDigest'
import { defineDrawnDataset } from './dataset'
import { checkShares, shareField } from './datasetFields'
import { realParts } from './examples'
import { noScaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

export const friedman1 = defineDrawnDataset({
  kind: 'friedman1',
  title: 'Friedman 1 (regression)',
  summary: 'A smooth function of five inputs among others that say nothing, drawn from the seed.',
  source: 'Friedman, 1991',
  fields: {
    samples: integer({
      label: 'Examples',
      default: 2000,
      min: 20,
      max: 1_000_000,
      scale: 'log',
      help: 'Examples before they are split.',
    }),
    features: integer({ label: 'Inputs', default: 10, min: 5, max: 100, help: 'Five of them count.' }),
    noise: real({ label: 'Noise', symbol: 'σ', default: 1, min: 0, max: 100, help: 'Standard deviation added to y.' }),
    validationShare: shareField('Validation', 0.2, 'Share of the examples kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the examples kept for the test.'),
  },
  check: checkShares,
  describe: ({ features }) => ({ kind: 'regression', inputShape: [features], outputs: 1 }),
  load({ samples, features, noise, validationShare, testShare }, seed) {
    const generator = createGenerator(seed, 'friedman1')
    const values = new Float64Array(samples * features)
    const targets = new Float64Array(samples)
    for (let row = 0; row < samples; row++) {
      const start = row * features
      for (let feature = 0; feature < features; feature++) values[start + feature] = generator.nextUniform()
      targets[row] = friedman(values.subarray(start, start + 5)) + noise * generator.nextNormal()
    }
    const split = splitRows(shuffledRows(samples, seed), validationShare, testShare)
    return {
      kind: 'regression',
      inputShape: [features],
      outputs: 1,
      classNames: [],
      parts: realParts({ values, size: features, targets }, noScaling(features), split),
      digest: digestOf(littleEndianBytes(values), littleEndianBytes(targets)),
    }
  },
})

function friedman(x: Float64Array): number {
  const [x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0] = x
  return 10 * sine(Math.PI * x1 * x2) + 20 * (x3 - 0.5) * (x3 - 0.5) + 10 * x4 + 5 * x5
}
