/**
 * A text editor inside a shadow root: line numbers, colours, problems in place, history.
 *
 * In a shadow root CodeMirror's styles are adopted style sheets; in the document they would be a <style> element, which
 * the page's security policy refuses. Tab leaves the editor, as it leaves any control.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
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

export interface TextMarker {
  readonly from: number
  readonly to: number
  readonly message: string
}

export interface TextEditor {
  setText(text: string): void
  setMarkers(markers: readonly TextMarker[]): void
  focus(): void
  /** Puts the cursor at the offset and brings it into sight. */
  reveal(offset: number): void
  destroy(): void
}

export interface TextEditorOptions {
  readonly text: string
  readonly label: string
  /** What the text is written in: its grammar and its colours. */
  readonly language: Extension
  readonly onInput: (text: string) => void
}

export function createTextEditor(host: HTMLElement, options: TextEditorOptions): TextEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true })
  const place = document.createElement('div')
  place.style.height = '100%'
  root.replaceChildren(place)
  const view = new EditorView({
    parent: place,
    root,
    state: EditorState.create({ doc: options.text, extensions: [extensions, options.language, listening(options)] }),
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

/**
 * Text typed over a selection, put there by a transaction: left to itself, Chromium keeps the look of what it replaces in
 * a style attribute, which the page's security policy refuses.
 */
const replacingSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const isTyped = event.inputType === 'insertText' && event.data !== null && !view.composing
    if (!isTyped || view.state.selection.main.empty) return false
    view.dispatch(view.state.replaceSelection(event.data ?? ''), { userEvent: 'input.type', scrollIntoView: true })
    event.preventDefault()
    return true
  },
})

const extensions = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  bracketMatching(),
  indentUnit.of('  '),
  editorTheme,
  tooltips({ position: 'fixed' }),
  replacingSelection,
  // Ctrl+Enter runs the experiment and is not the editor's.
  keymap.of([...defaultKeymap.filter((binding) => binding.key !== 'Mod-Enter'), ...historyKeymap, ...lintKeymap]),
]

function listening(options: TextEditorOptions) {
  return [
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onInput(update.state.doc.toString())
    }),
  ]
}
