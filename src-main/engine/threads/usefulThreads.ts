/**
 * How many threads a step is worth: each must have so much to do that meetings (a few microseconds when all goes well)
 * do not matter.
 */

/** Of each thread in a step: about 80 microseconds of portable kernels. */
const LEAST_OPERATIONS = 4e6
/** Of each thread in a batch: two tiles. */
const LEAST_ROWS = 8

/**
 * @param asked for
 * @param parameters trained, each of which takes part in two operations a row in each of the three products
 */
export function usefulThreads(asked: number, parameters: number, batchRows: number): number {
  const byOperations = Math.floor((6 * parameters * batchRows) / LEAST_OPERATIONS)
  return Math.max(1, Math.min(asked, byOperations, Math.floor(batchRows / LEAST_ROWS)))
}
