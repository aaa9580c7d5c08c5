/** Whether a value holds no function anywhere, so that it can be sent to another process. */
export function isCatalogueData(value: unknown): boolean {
  if (typeof value === 'function') return false
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isCatalogueData)
}
