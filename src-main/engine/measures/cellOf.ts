/**
 * The cell of a key: sign, exponent and five bits of the fraction, so that 32 cells make an octave. Coarse enough for the
 * counts of all cells to stay in a processor's first cache, fine enough for a cell to hold few numbers.
 */
export function cellOf(key: number): number {
  return key >> 18
}

/** Cells of all floats: −8,192 … 8,191. */
export const allCells = 16_384
