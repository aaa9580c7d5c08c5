/** Sums in float64 in eight lanes, as vectors of any width up to eight can add them up: the order of `measures.ts`. */
export class LaneSums {
  readonly #lanes = new Float64Array(8)

  reset(): void {
    this.#lanes.fill(0)
  }

  /** Indices must rise. */
  add(index: number, value: number): void {
    this.#lanes[index & 7]! += value
  }

  total(): number {
    const [s0, s1, s2, s3, s4, s5, s6, s7] = this.#lanes
    return s0! + s1! + (s2! + s3!) + (s4! + s5! + (s6! + s7!))
  }
}
