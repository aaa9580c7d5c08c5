/**
 * Contenders measured in turns, round after round, so that what else the machine does meets all of them alike.
 *
 * The median says what to expect, the best what the machine can do when nobody else wants it.
 */
export interface Contender {
  readonly name: string
  /** Does a fixed amount of work. */
  run(): void
}

export interface Timing {
  readonly name: string
  readonly medianMs: number
  readonly bestMs: number
}

/** @param rounds measured, after one that is not */
export function interleave(contenders: readonly Contender[], rounds: number): Timing[] {
  const times = contenders.map((): number[] => [])
  for (const { run } of contenders) run()
  for (let round = 0; round < rounds; round++) {
    contenders.forEach(({ run }, index) => {
      const startedAtMs = performance.now()
      run()
      times[index]!.push(performance.now() - startedAtMs)
    })
  }
  return contenders.map(({ name }, index) => {
    const sorted = times[index]!.sort((a, b) => a - b)
    return { name, medianMs: sorted[sorted.length >> 1]!, bestMs: sorted[0]! }
  })
}
