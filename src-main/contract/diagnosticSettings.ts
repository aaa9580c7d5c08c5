/**
 * The part of the document that says what a run measures, and how often.
 *
 *   "diagnostics": { "every": 0, "evaluateEvery": 0, "measure": [{ "kind": "secondMomentHistogram", "every": 50 }],
 *                    "keep": { "every": 500 } }
 *
 * The standard list is always measured, at `every` and `evaluateEvery`. An entry of `measure` adds a diagnostic, or gives
 * a standard one a cadence of its own; it changes no row of any other, and nothing that is trained. Nor does `keep`,
 * which has parameters, slots and running statistics kept whole, of every n-th step and of the last one.
 */
import type { Registry } from './definition'
import type { InputProblem } from './errors'
import { type Fields, integer, type Member, members } from './field'
import { fieldSchema, mustBe, reportUnknownKeys } from './fieldSchema'
import { z } from './schema'

export interface DiagnosticSettings {
  /** Steps between rows of the costly diagnostics; 0 = by what they cost, at most about 2,000 rows a run. */
  readonly every: number
  /** Steps between evaluations on the validation part; 0 = once an epoch. */
  readonly evaluateEvery: number
  /** Each kind once. */
  readonly measure: readonly Member[]
  readonly keep: {
    /** Steps between moments that are kept whole; 0 = none. */
    readonly every: number
  }
}

const mostSteps = 1_000_000_000
const mostMeasured = 64

export const diagnosticFields = {
  every: integer({
    label: 'Rows every',
    default: 0,
    min: 0,
    max: mostSteps,
    help: 'Steps between rows of the costly diagnostics; 0 takes what a few percent of the run’s arithmetic pay for, about 2,000 rows at most.',
  }),
  evaluateEvery: integer({
    label: 'Evaluate every',
    default: 0,
    min: 0,
    max: mostSteps,
    help: 'Steps between evaluations on the validation part; 0 evaluates once an epoch, in long runs of small networks every few epochs.',
  }),
  measure: members({
    label: 'Additional diagnostics',
    of: 'diagnostics',
    default: [],
    minLength: 0,
    maxLength: mostMeasured,
    isEachKindOnce: true,
    help: 'Further diagnostics, and standard ones with a cadence of their own. None changes what is trained, or a row of another.',
  }),
} as const

/** Every one is listed, and can be looked at. */
const mostMoments = 1000
/** More of the lab file than this is a wrong number far more often than a wish. */
const mostKeptBytes = 2 ** 30

export const keepFields = {
  every: integer({
    label: 'Keep every',
    default: 0,
    min: 0,
    max: mostSteps,
    help: 'Steps between moments whose parameters, slots and running statistics are kept whole, with the last step; 0 keeps none. A run keeps at most 1,000 moments and 1 GiB of them.',
  }),
} as const

/** What is wrong with keeping so often, if anything is. @param bytes - of one moment; 0 where nobody knows yet */
export function keepProblem(every: number, totalSteps: number, bytes = 0): InputProblem | null {
  if (every === 0) return null
  const path = 'diagnostics.keep.every'
  const count = Math.ceil(totalSteps / every)
  const affordable = bytes === 0 ? mostMoments : Math.floor(mostKeptBytes / bytes)
  const most = Math.min(mostMoments, affordable)
  if (count <= most) return null
  if (most === 0)
    return { path, message: `= ${every}, must be 0: one moment has ${bytes} bytes, and at most 1 GiB is kept` }
  const least = Math.ceil(totalSteps / most)
  const limit =
    most === mostMoments ? `at most ${mostMoments} are kept` : `with ${bytes} bytes each, at most 1 GiB is kept`
  return { path, message: `= ${every}, must be at least ${least}, or 0: it asks for ${count} moments, and ${limit}` }
}

/** Steps from one row to the next: the field that every diagnostic has. */
export function everyField(help: string) {
  return integer({ label: 'Every', default: 0, min: 0, max: mostSteps, help })
}

/** The whole part as it is stored, every default filled in. */
export const diagnosticSettingsSchema = z.strictObject({
  every: z.number(),
  evaluateEvery: z.number(),
  measure: z.array(z.looseObject({ kind: z.string() })),
  keep: z.strictObject({ every: z.number() }),
}) as unknown as z.ZodType<DiagnosticSettings>

/** Parses what a document says and fills in every default; every message says what is allowed, and where. */
export function givenDiagnosticsSchema(registry: Registry): z.ZodType<DiagnosticSettings> {
  const keep = objectSchema(fieldSchemas(keepFields, registry))
  return objectSchema({ ...fieldSchemas(diagnosticFields, registry), keep }) as z.ZodType<DiagnosticSettings>
}

type Schemas = Readonly<Record<string, z.ZodType>>

function fieldSchemas(fields: Fields, registry: Registry): Schemas {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, registry)]))
}

/** Of these members, each with its default where it is left out; no others are known. */
function objectSchema(members: Schemas): z.ZodType {
  const names = Object.keys(members)
  return z.unknown().transform((given, context) => {
    if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
      context.addIssue({ code: 'custom', message: mustBe(given, `an object with ${names.join(', ')}`) })
      return z.NEVER
    }
    const entries = new Map<string, unknown>(Object.entries(given ?? {}))
    let isSound = reportUnknownKeys(entries.keys(), names, context)
    const parsed = Object.entries(members).map(([name, schema]) => {
      const result = schema.safeParse(entries.get(name))
      if (result.success) return [name, result.data]
      isSound = false
      for (const { message, path } of result.error.issues) {
        context.addIssue({ code: 'custom', message, path: [name, ...path] })
      }
      return [name, undefined]
    })
    return isSound ? Object.fromEntries(parsed) : z.NEVER
  })
}
