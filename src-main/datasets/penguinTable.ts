/**
 * The bundled table of penguins: 344 birds of three species, with what was not measured as null.
 *
 * Source: Gorman, Williams & Fraser, "Ecological sexual dimorphism and environmental variability within a community of
 * Antarctic penguins", PLoS ONE 9, 2014; Horst, Hill & Gorman, palmerpenguins, 2020. See `resources/datasets/README.md`.
 */
import table from '../../resources/datasets/penguins.json'
import { digestOf } from './digestOf'

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
