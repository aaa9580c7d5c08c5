/**
 * The words of a rule's text with what each is, for the colours of its editor. A text with mistakes is coloured too:
 * slots and hyperparameters are those that its lines declare, sound or not.
 */
export type RuleWordRole =
  | 'keyword'
  | 'title'
  | 'slot'
  | 'hyperparameter'
  | 'function'
  | 'number'
  | 'label'
  | 'operator'
  | 'comment'

/** Offsets into the text; words do not overlap and stand in order. */
export interface RuleWord {
  readonly from: number
  readonly to: number
  readonly role: RuleWordRole
}

const declaration = /^\s*(title|param|slot|scalar)(?:\s+(?!=)|\s*$)/
const declaredName = /^\s*(param|slot|scalar)\s+([A-Za-z_]\w*)/
const word = /#.*|"[^"]*"?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[-+*/^()<>=!,[\]]+/g
const functions: ReadonlySet<string> = new Set(['sqrt', 'abs', 'sign', 'min', 'max', 'exp', 'log', 'where'])

export function ruleWords(text: string): readonly RuleWord[] {
  const lines = text.split('\n')
  const declared = declaredNames(lines)
  const words: RuleWord[] = []
  let start = 0
  for (const line of lines) {
    words.push(
      ...wordsOfLine(line, declared).map(({ from, to, role }) => ({ from: from + start, to: to + start, role })),
    )
    start += line.length + 1
  }
  return words
}

type Declared = ReadonlyMap<string, 'slot' | 'hyperparameter'>

function declaredNames(lines: readonly string[]): Declared {
  return new Map(
    lines.flatMap((line) => {
      const [, kind, name] = declaredName.exec(line) ?? []
      return name === undefined ? [] : [[name, kind === 'param' ? 'hyperparameter' : 'slot'] as const]
    }),
  )
}

function wordsOfLine(line: string, declared: Declared): readonly RuleWord[] {
  const keyword = declaration.exec(line)?.[1]
  const from = keyword === undefined ? 0 : line.indexOf(keyword)
  if (keyword === 'title') {
    const end = from + keyword.length
    return [
      { from, to: end, role: 'keyword' },
      { from: end, to: line.length, role: 'title' as const },
    ].filter((one): one is RuleWord => one.to > one.from)
  }
  return [...line.matchAll(word)].flatMap(({ 0: text, index }) => {
    const role = index === from && text === keyword ? 'keyword' : roleOf(text, keyword !== undefined, declared)
    return role === undefined ? [] : [{ from: index, to: index + text.length, role }]
  })
}

function roleOf(text: string, isDeclaration: boolean, declared: Declared): RuleWordRole | undefined {
  if (text.startsWith('#')) return 'comment'
  if (text.startsWith('"')) return 'label'
  if (/^[\d.]/.test(text)) return 'number'
  if (!/^\w/.test(text)) return 'operator'
  if (isDeclaration && ['in', 'inf', 'log'].includes(text)) return 'keyword'
  return declared.get(text) ?? (functions.has(text) ? 'function' : undefined)
}
