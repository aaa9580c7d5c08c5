/** Builds the schema of a field, and of a table of fields, from its data. Every message says what is allowed. */
import { assertNever } from './assertNever'
import type { Definition, Registry } from './definition'
import type { CatalogueList, Field, Fields, FieldValue, Member } from './field'
import { allowedText, isWithin } from './fieldText'
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
    default:
      return assertNever(field)
  }
}

/** The schema of one field; an absent value becomes the default. */
export function fieldSchema(field: Field, registry: Registry): z.ZodType<FieldValue> {
  return z.unknown().transform((given, context): FieldValue => {
    const value = given === undefined ? field.default : given
    if (!accepts(field, value)) {
      context.addIssue({ code: 'custom', message: mustBe(value, allowedText(field)) })
      return z.NEVER
    }
    if (field.type === 'member') return parsedMember(field.of, value, registry, [], context)
    if (field.type === 'members') {
      return (value as readonly unknown[]).map((entry, index) =>
        parsedMember(field.of, entry, registry, [index], context),
      )
    }
    return value as FieldValue
  })
}

interface IssueSink {
  addIssue(issue: { code: 'custom'; message: string; path?: PropertyKey[] }): void
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
    const settings = parseSettings(definition, value, registry, context)
    for (const problem of settings === undefined ? [] : (definition.check?.(settings) ?? [])) {
      context.addIssue({ code: 'custom', message: problem.message, path: problem.path === '' ? [] : [problem.path] })
    }
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
    const result = fieldSchema(field, registry).safeParse(entries.get(name))
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
