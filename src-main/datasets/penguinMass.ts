/**
 * Penguins' mass: a small real regression. How heavy a bird is, in kilograms, from three measurements, species and sex.
 *
 *   inputs: bill length, bill depth, flipper length (mm) · Adelie, Chinstrap, Gentoo (0 or 1) · female, male (0 or 1)
 *
 * Kilograms, so that targets are of the size that a network starts with. Scaling leaves the zeros and ones. Left out are
 * the eleven birds that were not measured or whose sex is not known. Source: see `penguins.ts`.
 */

import { defineDataset } from './dataset'
import { checkShares, shareField, standardiseField } from './datasetFields'
import { realParts } from './examples'
import { measuredPenguins, type Penguin, penguinDigest, penguinSpecies } from './penguins'
import { fitStandardising, noScaling, type Scaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

const measurements = 3
const features = measurements + penguinSpecies.length + 2
const gramsPerKilogram = 1000
const shape = { kind: 'regression', inputShape: [features], outputs: 1 } as const

export const penguinMass = defineDataset({
  kind: 'penguinMass',
  title: 'Penguins’ mass (regression)',
  summary: 'How heavy 333 penguins are, in kilograms, from bill, flipper, species and sex.',
  source: 'Gorman, Williams & Fraser, 2014',
  fields: {
    validationShare: shareField('Validation', 0.2, 'Share of the examples kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the examples kept for the test.'),
    scaling: standardiseField('Each measurement by mean and standard deviation of the training part.'),
  },
  check: checkShares,
  describe: () => shape,
  load({ validationShare, testShare, scaling }, seed) {
    const birds = measuredPenguins().filter((bird) => bird.isMale !== null)
    const values = Float64Array.from(birds.flatMap(inputsOf))
    const targets = birds.map((bird) => bird.bodyMassG / gramsPerKilogram)
    const split = splitRows(shuffledRows(birds.length, seed), validationShare, testShare)
    const fitted = scaling === 'none' ? noScaling(features) : scaleMeasurements(values, split.training)
    return {
      ...shape,
      classNames: [],
      parts: realParts({ values, size: features, targets }, fitted, split),
      digest: penguinDigest(),
    }
  },
})

function inputsOf(bird: Penguin): number[] {
  const { billLengthMm, billDepthMm, flipperLengthMm, species, isMale } = bird
  const kinds = penguinSpecies.map((_, index) => (index === species ? 1 : 0))
  return [billLengthMm, billDepthMm, flipperLengthMm, ...kinds, isMale === true ? 0 : 1, isMale === true ? 1 : 0]
}

function scaleMeasurements(values: Float64Array, training: Uint32Array): Scaling {
  const { shift, rest, divisor } = fitStandardising(values, features, training)
  shift.fill(0, measurements)
  rest.fill(0, measurements)
  divisor.fill(1, measurements)
  return { shift, rest, divisor }
}
