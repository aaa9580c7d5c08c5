/** A field of the file in a sentence: in quotes, and cut where it is long. */
const longest = 40

export function shownText(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text)
}
