/**
 * A JSON editor inside a shadow root: line numbers, colours, problems in place, history.
 *
 * In a shadow root CodeMirror's styles are adopted style sheets; in the document they would be a <style> element, which
 * the page's security policy refuses. Tab leaves the editor, as it leaves any control.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view'
import { editorTheme } from './editorTheme'
import { jsonColours } from './jsonColours'

export interface TextMarker {
  readonly from: number
  readonly to: number
  readonly message: string
}

export interface JsonEditor {
  setText(text: string): void
  setMarkers(markers: readonly TextMarker[]): void
  focus(): void
  /** Puts the cursor at the offset and brings it into sight. */
  reveal(offset: number): void
  destroy(): void
}

export interface JsonEditorOptions {
  readonly text: string
  readonly label: string
  readonly onInput: (text: string) => void
}

export function createJsonEditor(host: HTMLElement, options: JsonEditorOptions): JsonEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const place = document.createElement('div')
  place.style.height = '100%'
  root.replaceChildren(place)
  const view = new EditorView({
    parent: place,
    root,
    state: EditorState.create({ doc: options.text, extensions: [extensions, listening(options)] }),
  })
  return {
    setText(text) {
      const present = view.state.doc.toString()
      if (text !== present) view.dispatch({ changes: { from: 0, to: present.length, insert: text } })
    },
    setMarkers(markers) {
      const end = view.state.doc.length
      const diagnostics = markers.map(
        ({ from, to, message }): Diagnostic => ({
          from: Math.min(from, end),
          to: Math.min(Math.max(to, from), end),
          message,
          severity: 'error',
        }),
      )
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    focus: () => view.focus(),
    reveal(offset) {
      const anchor = Math.min(offset, view.state.doc.length)
      view.dispatch({ selection: { anchor }, scrollIntoView: true })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}

const extensions = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  bracketMatching(),
  indentUnit.of('  '),
  json(),
  jsonColours,
  editorTheme,
  tooltips({ position: 'fixed' }),
  // Ctrl+Enter runs the experiment and is not the editor's.
  keymap.of([...defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter'), ...historyKeymap, ...lintKeymap]),
]

function listening(options: JsonEditorOptions) {
  return [
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onInput(update.state.doc.toString())
    }),
  ]
}
