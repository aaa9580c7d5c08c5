/**
 * An update rule as lines that flags and choices pick, so that the text shown for a run is the text that trained it.
 *
 * A line without `when` always stands. A line with `standsFor` introduces a temporary that every later line reads in
 * place of that name: `d = g + weightDecay*w` standing for `g` makes the line after it read `d`.
 */
import type { FieldValue } from './field'

/** Holds while the setting has (`is`) or has not (`isNot`) this value. */
export type RuleCondition =
  | { readonly setting: string; readonly is: number | boolean | string }
  | { readonly setting: string; readonly isNot: number | boolean | string }

export interface RuleLine {
  readonly text: string
  /** One condition, or several that must all hold. */
  readonly when?: RuleCondition | readonly RuleCondition[]
  /** A name that later lines replace by the target of this one. */
  readonly standsFor?: string
}

const nameExpression = /[A-Za-z_][A-Za-z_0-9]*/g

/** The text of the rule that these settings pick. */
export function ruleText(lines: readonly RuleLine[], settings: Readonly<Record<string, FieldValue>>): string {
  const replacements = new Map<string, string>()
  const written: string[] = []
  for (const line of lines) {
    if (![line.when ?? []].flat().every((condition) => holds(condition, settings))) continue
    const [target = '', ...expression] = line.text.split('=')
    const read = expression.join('=').replace(nameExpression, (name) => replacements.get(name) ?? name)
    written.push(`${target}=${read}`)
    if (line.standsFor !== undefined) replacements.set(line.standsFor, target.trim())
  }
  return written.join('\n')
}

function holds(condition: RuleCondition, settings: Readonly<Record<string, FieldValue>>): boolean {
  const value = settings[condition.setting]
  return 'is' in condition ? value === condition.is : value !== condition.isNot
}
