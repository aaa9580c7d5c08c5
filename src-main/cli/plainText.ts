/**
 * Texts of a document or a lab file, which may come from anyone, for one line of a terminal: control characters, with which
 * they could break the line, move the cursor or colour what follows, and marks that turn the direction of writing, as escapes.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, escaped)
}

function escaped(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
