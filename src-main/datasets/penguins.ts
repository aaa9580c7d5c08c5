/**
 * Penguins: which of three species, from four measurements. A second classic beside Iris, and not quite as easy.
 *
 * Left out are the two birds that were not measured. Source: see `penguinTable.ts`.
 */
import { checkShares } from './checkShares'
import { defineDataset } from './dataset'
import { measuredPenguins, penguinDigest, penguinSpecies } from './penguinTable'
import { realParts } from './realExamples'
import { fitStandardising, noScaling } from './scaling'
import { shareField } from './shareField'
import { shuffledRows, splitRows } from './splitRows'
import { standardiseField } from './standardiseField'

const features = 4
const shape = { kind: 'classification', inputShape: [features], outputs: penguinSpecies.length } as const

export const penguins = defineDataset({
  kind: 'penguins',
  title: 'Penguins',
  summary: '342 penguins of three species: bill length and depth, flipper length, body mass.',
  source: 'Gorman, Williams & Fraser, 2014',
  fields: {
    validationShare: shareField('Validation', 0.2, 'Share of the examples kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the examples kept for the test.'),
    scaling: standardiseField('Each measurement by mean and standard deviation of the training part.'),
  },
  check: checkShares,
  describe: () => shape,
  load({ validationShare, testShare, scaling }, seed) {
    const birds = measuredPenguins()
    const values = Float64Array.from(
      birds.flatMap((bird) => [bird.billLengthMm, bird.billDepthMm, bird.flipperLengthMm, bird.bodyMassG]),
    )
    const targets = birds.map((bird) => bird.species)
    const split = splitRows(shuffledRows(birds.length, seed), validationShare, testShare)
    const fitted = scaling === 'none' ? noScaling(features) : fitStandardising(values, features, split.training)
    return {
      ...shape,
      classNames: penguinSpecies,
      parts: realParts({ values, size: features, targets }, fitted, split),
      digest: penguinDigest(),
    }
  },
})
