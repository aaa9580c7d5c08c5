/**
 * Rows into training, validation and test part, each row in exactly one, decided by the seed alone.
 *
 * Variant: a plain random split, not stratified. A share of n rows is n·share, rounded half up.
 */
import { createGenerator } from '../engine/generator'
import type { PartName } from './dataset'

export type Split = Readonly<Record<PartName, Uint32Array>>

/** The stream that decides splits and subsets. */
const splitPurpose = 'datasetSplit'

/** Rows 0 … count − 1 in an order drawn from the seed. */
export function shuffledRows(count: number, seed: number): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  createGenerator(seed, splitPurpose).shuffle(rows)
  return rows
}

/** The first rows go to the test part, the next to validation, the rest to training. */
export function splitRows(rows: Uint32Array, validationShare: number, testShare: number): Split {
  const testCount = Math.floor(rows.length * testShare + 0.5)
  const validationCount = Math.floor(rows.length * validationShare + 0.5)
  return {
    test: rows.subarray(0, testCount),
    validation: rows.subarray(testCount, testCount + validationCount),
    training: rows.subarray(testCount + validationCount),
  }
}
