/** @throws RangeError unless it is an integer ≥ 1; also for what a document leaves undefined */
export function requireCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RangeError(`${name} = ${value}, must be an integer ≥ 1`)
}
