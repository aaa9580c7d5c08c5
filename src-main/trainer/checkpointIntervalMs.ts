/**
 * How far apart the checkpoints of a run are, by the clock: what a run that is killed loses at most.
 *
 * As often as once a second where little is kept, and every half minute where it is much: in between, 400 bytes are
 * written a millisecond, which a disk and the one writer do not notice. It changes no bit of a run.
 */
const bytesPerMs = 400
const shortestMs = 1000
const longestMs = 30_000

/** @param bytes - of one checkpoint */
export function checkpointIntervalMs(bytes: number): number {
  return Math.min(longestMs, Math.max(shortestMs, bytes / bytesPerMs))
}
