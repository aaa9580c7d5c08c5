/**
 * Penguins: which of three species, from four measurements. A second classic beside Iris, and not quite as easy.
 *
 * The bundled table has 344 birds of three species, with what was not measured as null; left out are the two of which
 * nothing was measured. `penguinMass.ts` reads it too.
 * Source: Gorman, Williams & Fraser, "Ecological sexual dimorphism and environmental variability within a community of
 * Antarctic penguins", PLoS ONE 9, 2014; Horst, Hill & Gorman, palmerpenguins, 2020. See `resources/datasets/README.md`.
 */
import table from '../../resources/datasets/penguins.json'
import { digestOf } from './dataDigest'
import { defineDataset } from './dataset'
import { checkShares, shareField, standardiseField } from './datasetFields'
import { realParts } from './examples'
import { fitStandardising, noScaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

export const penguinSpecies: readonly string[] = ['Adelie', 'Chinstrap', 'Gentoo']

export interface Penguin {
  /** Place in `penguinSpecies`. */
  readonly species: number
  readonly billLengthMm: number
  readonly billDepthMm: number
  readonly flipperLengthMm: number
  readonly bodyMassG: number
  readonly isMale: boolean | null
}

/** The 342 birds that were measured; of nine of them the sex is not known. */
export function measuredPenguins(): readonly Penguin[] {
  return table.rows.flatMap((row) => {
    const [species, , billLengthMm, billDepthMm, flipperLengthMm, bodyMassG, sex] = row
    if (typeof billLengthMm !== 'number' || typeof billDepthMm !== 'number') return []
    if (typeof flipperLengthMm !== 'number' || typeof bodyMassG !== 'number') return []
    const isMale = sex === null ? null : sex === 'MALE'
    const place = penguinSpecies.indexOf(String(species))
    return [{ species: place, billLengthMm, billDepthMm, flipperLengthMm, bodyMassG, isMale }]
  })
}

export function penguinDigest(): string {
  return digestOf(new TextEncoder().encode(JSON.stringify(table.rows)))
}

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
