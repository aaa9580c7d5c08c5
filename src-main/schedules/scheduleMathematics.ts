/** The functions a rate may need. Handed in, so that the reproducible ones of the engine are used and no other. */
export interface ScheduleMathematics {
  /** xⁿ for a safe integer n. */
  integerPower(x: number, n: number): number
  /** x^y */
  power(x: number, y: number): number
  /** cos x, x in radians */
  cosine(x: number): number
}
