/** The look of the JSON editor, in tokens; they reach into its shadow root since custom properties are inherited. */
import { EditorView } from '@codemirror/view'

export const editorTheme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--text)',
    backgroundColor: 'var(--background)',
    fontSize: 'var(--size-table)',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-number)', lineHeight: '20px', scrollbarWidth: 'thin' },
  '.cm-content': { padding: 'var(--space-2) 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '.cm-gutters': { color: 'var(--text-second)', backgroundColor: 'var(--background)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '24px', padding: '0 var(--space-1) 0 0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--selected)',
    outline: '1px solid var(--control-line)',
  },
  '.cm-gutter-lint': { width: '12px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0', display: 'grid', placeItems: 'center' },
  '.cm-lint-marker': { width: '7px', height: '7px' },
  '.cm-lint-marker-error': { content: '""', borderRadius: '50%', backgroundColor: 'var(--bad)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    maxWidth: '320px',
    color: 'var(--text)',
    backgroundColor: 'var(--panel)',
    border: '1px solid var(--control-line)',
    borderRadius: 'var(--radius-control)',
    boxShadow: 'var(--shadow-floating)',
    fontFamily: 'var(--font-interface)',
    fontSize: 'var(--size-caption)',
    lineHeight: '16px',
  },
  '.cm-diagnostic-error': { borderLeft: '0', padding: '5px var(--space-2)', overflowWrap: 'anywhere' },
  '.json-key': { color: 'var(--accent-text)' },
  '.json-text': { color: 'var(--ok-text)' },
  '.json-number': { color: 'var(--warning-text)' },
  '.json-literal': { color: 'var(--series-3)' },
})
