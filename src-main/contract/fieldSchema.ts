/** Builds the schema of a field, and of a table of fields, from its data. Every message says what is allowed. */
import { assertNever } from './assertNever'
import type { Definition, Registry } from './definition'
import type { InputProblem } from './errors'
import type { CatalogueList, Field, Fields, FieldValue, Member, ParameterException } from './field'
import { allowedText, isWithin } from './fieldText'
import { exceptionFields, whyNoException } from './parameterExceptions'
import { z } from './schema'

const longestShownValue = 60

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > longestShownValue ? `${text.slice(0, longestShownValue)}…` : text
}

/** "= 1.2, must be a number in [0, 1)" or "is missing; it must be …"; the path goes in front. */
export function mustBe(value: unknown, allowed: string): string {
  return value === undefined ? `is missing; it must be ${allowed}` : `= ${shown(value)}, must be ${allowed}`
}

function accepts(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'real':
      return typeof value === 'number' && Number.isFinite(value) && isWithin(value, field)
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && isWithin(value, field)
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return field.options.some((option) => option.value === value)
    case 'text':
      return typeof value === 'string' && value.length >= (field.minLength ?? 0) && value.length <= field.maxLength
    case 'reals':
      return (
        Array.isArray(value) &&
        value.length >= field.minLength &&
        value.length <= field.maxLength &&
        value.every((entry) => typeof entry === 'number' && Number.isFinite(entry) && isWithin(entry, field))
      )
    case 'member':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'members':
      return Array.isArray(value) && value.length >= field.minLength && value.length <= field.maxLength
    case 'exceptions':
      return Array.isArray(value) && value.length <= field.maxLength
    default:
      return assertNever(field)
  }
}

/**
 * The schema of one field; an absent value becomes the default.
 *
 * @param beside - the table the field stands in, whose values exceptions may change
 */
export function fieldSchema(field: Field, registry: Registry, beside: Fields = {}): z.ZodType<FieldValue> {
  return z.unknown().transform((given, context): FieldValue => {
    const value = given === undefined ? field.default : given
    if (!accepts(field, value)) {
      context.addIssue({ code: 'custom', message: mustBe(value, allowedText(field)) })
      return z.NEVER
    }
    if (field.type === 'member') return parsedMember(field.of, value, registry, [], context)
    if (field.type === 'members') {
      const parsed = (value as readonly unknown[]).map((entry, index) =>
        parsedMember(field.of, entry, registry, [index], context),
      )
      if (field.isEachKindOnce === true) refuseRepeated(parsed, context)
      return parsed
    }
    if (field.type === 'exceptions') {
      return (value as readonly unknown[]).map((entry, index) =>
        parsedException(entry, exceptionFields(beside), registry, index, context),
      )
    }
    return value as FieldValue
  })
}

/** What an exception does not name stays out of it: it is the run's. */
function parsedException(
  entry: unknown,
  fields: Fields,
  registry: Registry,
  index: number,
  context: IssueSink,
): ParameterException {
  const refuse = (message: string, ...path: string[]): void =>
    context.addIssue({ code: 'custom', message, path: [index, ...path] })
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    refuse(mustBe(entry, `an object with ${Object.keys(fields).join(', ')}`))
    return z.NEVER
  }
  const given = new Map<string, unknown>(Object.entries(entry))
  const parsed: Record<string, number | boolean | string> = {}
  for (const name of new Set(['parameters', ...given.keys()])) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) {
      refuse(whyNoException(name, fields), name)
      continue
    }
    const result = fieldSchema(field, registry).safeParse(given.get(name))
    if (result.success) parsed[name] = result.data as number | boolean | string
    else for (const issue of result.error.issues) refuse(issue.message, name)
  }
  if (given.has('parameters') && given.size === 1)
    refuse(`changes nothing; it may set ${Object.keys(fields).slice(1).join(', ')}`)
  return { ...parsed, parameters: String(parsed.parameters) }
}

interface IssueSink {
  addIssue(issue: { code: 'custom'; message: string; path?: PropertyKey[] }): void
}

function refuseRepeated(members: readonly Member[], context: IssueSink): void {
  members.forEach((member, index) => {
    // what is no member has been refused already
    const first = members.findIndex((other) => other?.kind === member?.kind)
    if (first === index || member?.kind === undefined) return
    context.addIssue({
      code: 'custom',
      message: `= ${shown(member.kind)}, must be there once: entry ${first + 1} of the list has it already`,
      path: [index, 'kind'],
    })
  })
}

function parsedMember(
  list: CatalogueList,
  value: unknown,
  registry: Registry,
  path: PropertyKey[],
  context: IssueSink,
): Member {
  const result = memberSchema(list, registry).safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    context.addIssue({ code: 'custom', message: issue.message, path: [...path, ...issue.path] })
  }
  return z.NEVER
}

/** The schema of `{ kind, … }` out of one list of the registry: known kind, known keys, fields, then conditions. */
export function memberSchema(list: CatalogueList, registry: Registry): z.ZodType<Member> {
  return z.unknown().transform((value, context): Member => {
    const definitions = registry[list]
    const kinds = definitions.map((definition) => definition.kind).join(', ')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      context.addIssue({ code: 'custom', message: mustBe(value, `an object with a "kind" (one of ${kinds})`) })
      return z.NEVER
    }
    const kind = 'kind' in value ? value.kind : undefined
    const definition = definitions.find((candidate) => candidate.kind === kind)
    if (definition === undefined) {
      context.addIssue({ code: 'custom', path: ['kind'], message: mustBe(kind, `one of ${kinds}`) })
      return z.NEVER
    }
    const described = definition.specialise?.(value) ?? { ok: true, definition }
    const refuse = ({ path, message }: InputProblem): void =>
      context.addIssue({ code: 'custom', message, path: path === '' ? [] : [path] })
    if (!described.ok) {
      described.problems.forEach(refuse)
      return z.NEVER
    }
    const settings = parseSettings(described.definition, value, registry, context)
    if (settings !== undefined) definition.check?.(settings).forEach(refuse)
    return settings ?? z.NEVER
  })
}

function parseSettings(
  definition: Definition,
  value: object,
  registry: Registry,
  context: IssueSink,
): Member | undefined {
  const entries = new Map<string, unknown>(Object.entries(value))
  let isSound = reportUnknownKeys(entries.keys(), ['kind', ...Object.keys(definition.fields)], context)
  const settings: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(definition.fields satisfies Fields)) {
    if (entries.get(name) === undefined && 'leftOut' in field) continue
    const result = fieldSchema(field, registry, definition.fields).safeParse(entries.get(name))
    if (result.success) settings[name] = result.data
    else {
      isSound = false
      for (const issue of result.error.issues) {
        context.addIssue({ code: 'custom', message: issue.message, path: [name, ...issue.path] })
      }
    }
  }
  return isSound ? { ...settings, kind: definition.kind } : undefined
}

/** Refuses keys outside `known`, each with its path; true when there are none. */
export function reportUnknownKeys(keys: Iterable<string>, known: readonly string[], context: IssueSink): boolean {
  let isSound = true
  for (const key of keys) {
    if (known.includes(key)) continue
    isSound = false
    context.addIssue({ code: 'custom', path: [key], message: `is not known here; known are ${known.join(', ')}` })
  }
  return isSound
}
