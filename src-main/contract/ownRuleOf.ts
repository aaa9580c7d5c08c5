/**
 * A built-in optimizer, as it is set, written as a rule of the user's own that trains to the same bits.
 *
 * The text declares the numbers that the equations in force read, with bounds and default of their fields, and the slots
 * and scalars that they assign; flags and choices are in the equations that they picked. Two starts that a text cannot
 * declare become equations of the first step: a slot that starts from w, and one that starts from α.
 * What the text cannot say: that validation and test are evaluated at a slot; a comment in it does.
 */
import type { Definition } from './definition'
import type { Bounds, Field, FieldValue } from './field'
import { ruleText } from './ruleLines'

export type OwnRule<Value> =
  | { readonly ok: true; readonly member: RuleMember & Readonly<Record<string, Value | string>> }
  | { readonly ok: false; readonly reason: string }

interface RuleMember {
  readonly kind: 'rule'
  readonly text: string
}

/** What every optimizer has besides its rule; it goes with the document as it is. */
const beside: readonly string[] = ['clipValue', 'clipNorm', 'exceptions']
const namePattern = /[A-Za-z_][A-Za-z_0-9]*/g

/** @param member - the optimizer of a document, defaults filled in or not; a value that does not fit goes along as it is */
export function ownRuleOf<Value>(definition: Definition, member: Readonly<Record<string, Value>>): OwnRule<Value> {
  const { fields, ruleLines, title } = definition
  if (ruleLines === undefined) return { ok: false, reason: `${title} is not a rule of single elements` }
  const settings: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = member[name] ?? field.default
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') settings[name] = value
  }
  const equations = [...firstSteps(definition, settings), ...ruleText(ruleLines, settings).split('\n')]
  const read = new Set(equations.flatMap((equation) => equation.split('=').slice(1).join('=').match(namePattern) ?? []))
  const declared = Object.entries(fields).filter(([name, { type }]) => isNumber(type) && read.has(name))
  const names = declared.map(([name]) => name)
  const stranger = strangerAmong(member.exceptions, names)
  if (stranger !== undefined) return { ok: false, reason: `the equations in force do not read ${stranger}` }
  const text = [
    `title My ${title}`,
    ...declared.map(([name, field]) => parameterLine(name, field)),
    ...keptLines(definition, equations, settings),
    ...(definition.evaluationSlot === undefined
      ? []
      : [`# validation and test are evaluated at w here, not at ${definition.evaluationSlot}`]),
    ...equations.map((equation) => equation.replace(/^(\w+)\s*=\s*/, '$1 = ')),
    '',
  ].join('\n')
  const kept = Object.entries(member).filter(([name]) => names.includes(name) || beside.includes(name))
  return { ok: true, member: { ...Object.fromEntries(kept), kind: 'rule', text } }
}

function isNumber(type: Field['type']): boolean {
  return type === 'real' || type === 'integer'
}

function parameterLine(name: string, field: Field): string {
  if (field.type !== 'real' && field.type !== 'integer') return ''
  const { min, above, max, below, scale, default: initial = 1 } = field
  const isLog = scale === 'log' && initial > 0 && lowest({ min, above }) >= 0
  return `param ${name} = ${initial} in ${interval({ min, above, max, below })}${isLog ? ' log' : ''}`
}

function lowest({ min, above }: Bounds): number {
  return above ?? min ?? Number.NEGATIVE_INFINITY
}

function interval({ min, above, max, below }: Bounds): string {
  const lower = above === undefined ? (min === undefined ? '(-inf' : `[${min}`) : `(${above}`
  const upper = below === undefined ? (max === undefined ? 'inf)' : `${max}]`) : `${below})`
  return `${lower}, ${upper}`
}

/** The slots and scalars that the equations assign. */
function keptLines(
  { slots = {}, scalars = {} }: Definition,
  equations: readonly string[],
  settings: Readonly<Record<string, FieldValue>>,
): readonly string[] {
  const assigned = new Set(equations.map(targetOf))
  const initialOf = (initial: number | { readonly from: string }): number => {
    if (typeof initial === 'number') return initial
    const value = settings[initial.from]
    return isSetAtFirstStep(initial) || typeof value !== 'number' ? 0 : value
  }
  return [
    ...Object.entries(slots)
      .filter(([name]) => assigned.has(name))
      .map(([name, { initial, label }]) => `slot ${name} = ${initialOf(initial)} "${label}"`),
    ...Object.entries(scalars)
      .filter(([name]) => assigned.has(name))
      .map(([name, { initial, label }]) => `scalar ${name} = ${initial} "${label}"`),
  ]
}

function firstSteps(
  { slots = {}, ruleLines = [] }: Definition,
  settings: Readonly<Record<string, FieldValue>>,
): readonly string[] {
  const assigned = new Set(ruleText(ruleLines, settings).split('\n').map(targetOf))
  return Object.entries(slots).flatMap(([name, { initial }]) =>
    isSetAtFirstStep(initial) && assigned.has(name) ? [`${name} = where(t == 1, ${initial.from}, ${name})`] : [],
  )
}

function isSetAtFirstStep(initial: number | { readonly from: string }): initial is { readonly from: string } {
  return typeof initial !== 'number' && (initial.from === 'w' || initial.from === 'learningRate')
}

function targetOf(equation: string): string {
  return equation.split('=', 1)[0]?.trim() ?? ''
}

/** A setting of an exception that the text does not declare; undefined where there is none. */
function strangerAmong(exceptions: unknown, names: readonly string[]): string | undefined {
  if (!Array.isArray(exceptions)) return undefined
  return exceptions
    .flatMap((exception: unknown) =>
      typeof exception === 'object' && exception !== null ? Object.keys(exception) : [],
    )
    .find((name) => name !== 'parameters' && name !== 'learningRateFactor' && !names.includes(name))
}
