/** @throws RangeError unless ε is finite and above 0 */
export function requireEpsilon(epsilon: number): void {
  if (!(epsilon > 0 && Number.isFinite(epsilon))) throw new RangeError(`epsilon = ${epsilon}, must be in (0, ∞)`)
}
