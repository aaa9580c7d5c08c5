/** Colours a rule's text by what its words are. Classes only; `editorTheme` gives them their tokens. */
import type { Extension } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { ruleWords } from './ruleWords'

/** The whole text: it is short, and a name is coloured by a line that may stand anywhere. */
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
