/**
 * The X servers that `npm test` started for the journeys, one a worker; none when they run on the screen that there is.
 */
export const displays: readonly string[] = (process.env.LAB_DISPLAYS ?? '').split(',').filter((name) => name !== '')

/** The environment of a window of this worker, on top of the worker's own. */
export function displayOfWorker(): { readonly DISPLAY?: string } {
  const display = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  return display === undefined ? {} : { DISPLAY: display }
}
