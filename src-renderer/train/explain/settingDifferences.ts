/**
 * Which settings of two optimizers differ and matter: where α stands in the momentum is no difference while there is none.
 *
 * A setting matters where the equations name it, where a slot starts from it, where changing it to the other's value
 * changes the equations, or, outside of the equations (clipping, exceptions), where it is not at its default. Code
 * without equations shows nothing of itself, so there every setting matters.
 */
import type { Field } from '../../../src-main/contract/field'
import { ruleTextOf } from '../rule/ruleTextOf'
import { type Configuration, valueInForce } from './configuration'

export interface SettingDifference {
  readonly name: string
  readonly field: Field
  /** Undefined where that side has no such setting. */
  readonly left: unknown
  readonly right: unknown
  /** It changes the equations, and not only a number in them. */
  readonly isStructural: boolean
}

type Side = Pick<Configuration, 'definition' | 'settings'>

export function settingDifferences(left: Side, right: Side): readonly SettingDifference[] {
  return sharedFields(left, right).flatMap(({ name, field }) => {
    const before = valueInForce(left, name)
    const after = valueInForce(right, name)
    if (isSame(before, after) || !(matters(name, left, after) || matters(name, right, before))) return []
    return [{ name, field, left: before, right: after, isStructural: changesRule(name, left, right) }]
  })
}

/** Settings that both have, that matter in both, and that are the same. */
export function settingsInCommon(left: Side, right: Side): readonly { readonly name: string; readonly field: Field }[] {
  return sharedFields(left, right).filter(
    ({ name }) =>
      isSame(valueInForce(left, name), valueInForce(right, name)) && isNamed(name, left) && isNamed(name, right),
  )
}

function sharedFields(left: Side, right: Side): readonly { readonly name: string; readonly field: Field }[] {
  const fields = { ...right.definition.fields, ...left.definition.fields }
  const order = [...Object.keys(left.definition.fields), ...Object.keys(right.definition.fields)]
  return [...new Set(order)].flatMap((name) => {
    const field = fields[name]
    return field === undefined || (field.type === 'text' && field.format === 'rule') ? [] : [{ name, field }]
  })
}

function matters(name: string, side: Side, other: unknown): boolean {
  const { definition, settings } = side
  if (definition.fields[name] === undefined) return false
  if (definition.rule === undefined || isNamed(name, side)) return true
  const isOfRule = [definition.rule, ...(definition.ruleLines ?? [])].some((line) =>
    typeof line === 'string'
      ? words(line).includes(name)
      : isCondition(line.when, name) || words(line.text).includes(name),
  )
  if (!isOfRule) return !isSame(valueInForce(side, name), definition.fields[name]?.default)
  const changed = ruleTextOf(definition, { ...settings, [name]: other ?? definition.fields[name]?.default })
  return changed !== ruleTextOf(definition, settings)
}

function changesRule(name: string, left: Side, right: Side): boolean {
  const changes = (side: Side, other: unknown): boolean =>
    other !== undefined &&
    side.definition.fields[name] !== undefined &&
    ruleTextOf(side.definition, { ...side.settings, [name]: other }) !== ruleTextOf(side.definition, side.settings)
  return changes(left, valueInForce(right, name)) || changes(right, valueInForce(left, name))
}

/** In the equations in force, or what one of their slots starts from. */
function isNamed(name: string, { definition, settings }: Side): boolean {
  const used = words(ruleTextOf(definition, settings))
  return (
    used.includes(name) ||
    Object.entries(definition.slots ?? {}).some(
      ([slot, { initial }]) => typeof initial !== 'number' && initial.from === name && used.includes(slot),
    )
  )
}

function isCondition(when: unknown, name: string): boolean {
  return [when ?? []]
    .flat()
    .some((one) => typeof one === 'object' && one !== null && 'setting' in one && one.setting === name)
}

function words(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? []
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
