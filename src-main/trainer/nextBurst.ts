/**
 * How many steps to make before the clock is looked at again, which costs as much as one percent of a small network's
 * step: about a millisecond's worth. It changes when frames come, never what is in them.
 */
const shortMs = 0.5
const longMs = 2
const most = 1024

/** @param tookMs - by the last burst */
export function nextBurst(steps: number, tookMs: number): number {
  if (tookMs < shortMs) return Math.min(most, steps * 2)
  return tookMs > longMs ? Math.max(1, steps >> 1) : steps
}
