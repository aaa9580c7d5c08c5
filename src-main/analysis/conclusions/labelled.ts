/**
 * `Adam 0.0521`; a colon after a label that ends in a digit, so that its number and the value stay apart:
 * `seed 12: 0.0521`.
 */
export function labelled(label: string, value: string | number): string {
  return `${label}${/\d$/.test(label) ? ':' : ''} ${value}`
}
