/**
 * The document as text: two spaces a level, with whatever fits on a line kept on one.
 *
 * `JSON.stringify` breaks every list over many lines; here a layer or the eigenvalues stay readable at a glance.
 * Invariant: parsing the text gives the document back.
 */
const lineWidth = 64
const indent = '  '

export function documentText(document: unknown): string {
  return `${rendered(document, '', 0)}\n`
}

/** @param used characters that stand on the first line already. */
function rendered(value: unknown, margin: string, used: number): string {
  const flat = onOneLine(value)
  const isTop = margin === '' && used === 0
  if (!isTop && margin.length + used + flat.length <= lineWidth) return flat
  const inner = margin + indent
  if (Array.isArray(value) && value.length > 0) {
    return `[\n${value.map((entry) => inner + rendered(entry, inner, 0)).join(',\n')}\n${margin}]`
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    const lines = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => {
        const name = `${JSON.stringify(key)}: `
        return inner + name + rendered(entry, inner, name.length)
      })
    return `{\n${lines.join(',\n')}\n${margin}}`
  }
  return flat
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
    if (entries.length === 0) return '{}'
    return `{ ${entries.map(([key, entry]) => `${JSON.stringify(key)}: ${onOneLine(entry)}`).join(', ')} }`
  }
  return JSON.stringify(value) ?? 'null'
}
