/** A rule's text in its editor: words coloured by what they are, and problems marked as stretches of it. */
import type { Extension } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { RuleTextProblem } from '../../../src-main/contract/ownRules'
import type { TextMarker } from '../editor/createTextEditor'
import { ruleWords } from './ruleWords'

/**
 * Classes only; `editorTheme` gives them their tokens. Of the whole text: it is short, and a name is coloured by a line
 * that may stand anywhere.
 */
function coloured(view: EditorView): DecorationSet {
  const words = ruleWords(view.state.doc.toString())
  return Decoration.set(words.map(({ from, to, role }) => Decoration.mark({ class: `rule-${role}` }).range(from, to)))
}

class Colours {
  decorations: DecorationSet
  constructor(view: EditorView) {
    this.decorations = coloured(view)
  }
  update(update: ViewUpdate): void {
    if (update.docChanged) this.decorations = coloured(update.view)
  }
}

/** Long equations are wrapped: in a narrow column they would otherwise end out of sight. */
export const ruleColours: Extension = [
  ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations }),
  EditorView.lineWrapping,
]

/**
 * Problems of a rule's text as stretches of it. A problem of the whole text (length 0) marks its first line; one behind
 * the end of a line, its last character.
 */
export function ruleMarkers(text: string, problems: readonly RuleTextProblem[]): readonly TextMarker[] {
  const lines = text.split('\n')
  const starts: number[] = []
  let offset = 0
  for (const line of lines) {
    starts.push(offset)
    offset += line.length + 1
  }
  return problems.map(({ line, column, length, message }) => {
    const index = Math.min(line, lines.length) - 1
    const start = starts[index] ?? 0
    const end = start + (lines[index]?.length ?? 0)
    if (length === 0) return { from: start, to: end, message }
    const from = Math.max(start, Math.min(start + column - 1, end - 1))
    return {
      from,
      to: Math.max(from, Math.min(from + length, end)),
      message: `line ${line}, column ${column}: ${message}`,
    }
  })
}
