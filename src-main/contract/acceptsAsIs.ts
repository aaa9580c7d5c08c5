/**
 * Whether a schema takes a value as it stands, found without the parser's bookkeeping: where thousands of records cross,
 * parsing them costs ten times as much as looking at them.
 *
 * Invariant: true only where the schema's own parse succeeds and gives an equal value. False means "ask the schema": the
 * value is wrong, or the schema has something that is not looked at here (defaults, transforms).
 */
import type { z } from './schema'

type Look = (value: unknown) => boolean

/** What a schema says of itself, as far as it is read here. */
interface Definition {
  readonly type?: string
  readonly check?: string
  readonly checks?: readonly Described[]
  readonly shape?: Readonly<Record<string, Described>>
  readonly catchall?: Described
  readonly element?: Described
  readonly innerType?: Described
  readonly keyType?: Described
  readonly valueType?: Described
  readonly options?: readonly Described[]
  readonly values?: readonly unknown[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly fn?: (value: unknown) => unknown
  readonly format?: string
  readonly value?: unknown
  readonly inclusive?: boolean
  readonly minimum?: number
  readonly maximum?: number
}

interface Described {
  readonly _zod: { readonly def: Definition }
}

const looks = new WeakMap<object, Look>()
const never: Look = () => false

export function acceptsAsIs(schema: z.ZodType, value: unknown): boolean {
  return lookOf(schema as unknown as Described)(value)
}

/** What `schema.safeParse` gives, by a look where that is enough. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown): ReturnType<typeof schema.safeParse> {
  return acceptsAsIs(schema, value) ? { success: true, data: value as T } : schema.safeParse(value)
}

function lookOf(schema: Described): Look {
  const known = looks.get(schema)
  if (known !== undefined) return known
  const { def } = schema._zod
  const look = bareLook(def)
  const checks = (def.checks ?? []).map(({ _zod }) => checkLook(_zod.def))
  const whole: Look = checks.length === 0 ? look : (value) => look(value) && checks.every((check) => check(value))
  looks.set(schema, whole)
  return whole
}

function bareLook(def: Definition): Look {
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string'
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'number':
      return Number.isFinite
    case 'literal':
      return (value) => def.values?.includes(value) === true
    case 'enum': {
      const entries = new Set(Object.values(def.entries ?? {}))
      return (value) => entries.has(value)
    }
    case 'custom':
      return (value) => def.fn?.(value) === true
    case 'readonly':
      return innerLook(def.innerType)
    case 'nullable': {
      const inner = innerLook(def.innerType)
      return (value) => value === null || inner(value)
    }
    case 'array': {
      const element = innerLook(def.element)
      return (value) => Array.isArray(value) && value.every(element)
    }
    case 'record': {
      const [key, entry] = [innerLook(def.keyType), innerLook(def.valueType)]
      return (value) => isPlain(value) && Object.entries(value).every(([name, one]) => key(name) && entry(one))
    }
    case 'union': {
      const options = (def.options ?? []).map(lookOf)
      return (value) => options.some((option) => option(value))
    }
    case 'object':
      return objectLook(def)
    default:
      return never
  }
}

function innerLook(schema: Described | undefined): Look {
  return schema === undefined ? never : lookOf(schema)
}

function objectLook({ shape = {}, catchall }: Definition): Look {
  const entries = Object.entries(shape).map(([key, schema]) => {
    const { type, innerType } = schema._zod.def
    const isOptional = type === 'optional'
    return { key, isOptional, look: isOptional ? innerLook(innerType) : lookOf(schema) }
  })
  const kind = catchall?._zod.def.type
  if (kind !== 'never' && kind !== 'unknown') return never
  return (value) => {
    if (!isPlain(value)) return false
    let present = 0
    for (const { key, isOptional, look } of entries) {
      if (Object.hasOwn(value, key)) present += 1
      else if (isOptional) continue
      else return false
      if (!look(value[key])) return false
    }
    return kind !== 'never' || Object.keys(value).length === present
  }
}

/** Plain, and without a key `__proto__`: the parser drops this key. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, '__proto__')
}

/** Further checks of numbers, and of lengths; any other one is the schema's to make. */
function checkLook(def: Definition): Look {
  const { minimum, maximum } = def
  if (def.check === 'min_length' && minimum !== undefined) return (value) => lengthOf(value) >= minimum
  if (def.check === 'max_length' && maximum !== undefined) return (value) => lengthOf(value) <= maximum
  const bound = def.value
  if (def.check === 'number_format' && def.format === 'safeint') return Number.isSafeInteger
  if (typeof bound !== 'number') return never
  if (def.check === 'greater_than')
    return (value) => Number(value) > bound || (def.inclusive === true && value === bound)
  if (def.check === 'less_than') return (value) => Number(value) < bound || (def.inclusive === true && value === bound)
  return never
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN
}
