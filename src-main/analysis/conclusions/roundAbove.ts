/** The smallest 1, 2 or 5 times a power of ten that is above a positive number. */
export function roundAbove(value: number): number {
  const exponent = Math.floor(Math.log10(value))
  const candidates = [-1, 0, 1].flatMap((shift) => [1, 2, 5].map((factor) => Number(`${factor}e${exponent + shift}`)))
  return candidates.find((candidate) => candidate > value) ?? value
}
