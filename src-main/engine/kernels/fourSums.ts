/**
 * A sum of float64 in four parts: terms with an index ≡ 0, 1, 2, 3 (mod 4) each in order from +0, then (s₀ + s₁) + (s₂ + s₃).
 *
 * The canonical order of sums over the numbers of an example or an image, so that others can add four at a time.
 */
export class FourSums {
  readonly #parts: [number, number, number, number] = [0, 0, 0, 0]

  clear(): void {
    this.#parts.fill(0)
  }

  add(index: number, term: number): void {
    this.#parts[index & 3]! += term
  }

  total(): number {
    const [s0, s1, s2, s3] = this.#parts
    return s0 + s1 + (s2 + s3)
  }
}
