/** `a`, `a and b`, `a, b and c`; beyond the most wanted, `a, b, c and 4 others`; a single one is named. */
export function listed(items: readonly string[], most = 4): string {
  if (items.length > most + 1) return `${items.slice(0, most).join(', ')} and ${items.length - most} others`
  if (items.length <= 1) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
