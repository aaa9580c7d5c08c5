/** Colours JSON by what it is: keys, texts, numbers, literals. Classes only; `editorTheme` gives them their tokens. */
import { syntaxTree } from '@codemirror/language'
import type { Extension, Range } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

const marks: Readonly<Record<string, Decoration>> = {
  PropertyName: Decoration.mark({ class: 'json-key' }),
  String: Decoration.mark({ class: 'json-text' }),
  Number: Decoration.mark({ class: 'json-number' }),
  True: Decoration.mark({ class: 'json-literal' }),
  False: Decoration.mark({ class: 'json-literal' }),
  Null: Decoration.mark({ class: 'json-literal' }),
}

function coloured(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = marks[node.name]
        if (mark !== undefined && node.to > node.from) ranges.push(mark.range(node.from, node.to))
      },
    })
  }
  return Decoration.set(ranges, true)
}

class Colours {
  decorations: DecorationSet
  constructor(view: EditorView) {
    this.decorations = coloured(view)
  }
  update(update: ViewUpdate): void {
    const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state)
    if (update.docChanged || update.viewportChanged || isParsedFurther) this.decorations = coloured(update.view)
  }
}

export const jsonColours: Extension = ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations })
