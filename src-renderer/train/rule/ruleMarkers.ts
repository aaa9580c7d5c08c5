/** Problems of a rule's text as stretches of it, to be marked in its editor. */
import type { RuleTextProblem } from '../../../src-main/contract/ownRules'
import type { TextMarker } from '../editor/createTextEditor'

/** A problem of the whole text (length 0) marks its first line; one behind the end of a line, its last character. */
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
