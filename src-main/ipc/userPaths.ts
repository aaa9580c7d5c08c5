/**
 * Paths that the user named: chose in a dialog, typed, pasted or dropped, or trained on before.
 *
 * A page that was taken over must not read files of its own choice, so a preview asks here first.
 */

/** Texts that are remembered; a path is a text of its own, or stands in quotes in a document. */
const mostTexts = 200
const longestText = 1024 * 1024

export interface UserPaths {
  /** In a dialog. */
  chose(path: string): void
  /** A text that was typed, pasted, dropped or imported, which is a path or a document that holds some. */
  wrote(text: string): void
  has(path: string): boolean
}

/** @param isTrainedOn - whether a stored run names the path */
export function createUserPaths(isTrainedOn: (path: string) => boolean): UserPaths {
  const chosen = new Set<string>()
  const texts: string[] = []
  return {
    chose: (path) => {
      chosen.add(path)
    },
    wrote: (text) => {
      if (text.length > longestText || texts.at(-1) === text) return
      texts.push(text)
      if (texts.length > mostTexts) texts.shift()
    },
    has: (path) => {
      const quoted = JSON.stringify(path)
      const isWritten = texts.some((text) => text.trim() === path.trim() || text.includes(quoted))
      return chosen.has(path) || isWritten || isTrainedOn(path)
    },
  }
}
