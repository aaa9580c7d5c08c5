/** CSS colours resolved once for each theme: a chart asks for the same few at every drawing. */
import { resolveColour } from '../lab/resolveColour'
import type { ColourOf } from './paintLines'

export interface ColourCache {
  readonly colourOf: ColourOf
  /** To be called when the theme changes. */
  clear(): void
}

export function createColourCache(): ColourCache {
  const colours = new Map<string, string>()
  return {
    colourOf(css) {
      const known = colours.get(css) ?? resolveColour(css)
      colours.set(css, known)
      return known
    },
    clear: () => colours.clear(),
  }
}
