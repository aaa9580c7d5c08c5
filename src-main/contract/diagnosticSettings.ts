/**
 * The part of the document that says what a run measures, and how often.
 *
 *   "diagnostics": { "every": 0, "evaluateEvery": 0, "measure": [{ "kind": "secondMomentHistogram", "every": 50 }] }
 *
 * The standard list is always measured, at `every` and `evaluateEvery`. An entry of `measure` adds a diagnostic, or gives
 * a standard one a cadence of its own; it changes no row of any other, and nothing that is trained.
 */
import type { Registry } from './definition'
import { integer, type Member, members } from './field'
import { fieldSchema, mustBe, reportUnknownKeys } from './fieldSchema'
import { z } from './schema'

export interface DiagnosticSettings {
  /** Steps between rows of the costly diagnostics; 0 = by what they cost, at most about 2,000 rows a run. */
  readonly every: number
  /** Steps between evaluations on the validation part; 0 = once an epoch. */
  readonly evaluateEvery: number
  /** Each kind once. */
  readonly measure: readonly Member[]
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
    label: 'Measured besides',
    of: 'diagnostics',
    default: [],
    minLength: 0,
    maxLength: mostMeasured,
    isEachKindOnce: true,
    help: 'Further diagnostics, and standard ones with a cadence of their own. None changes what is trained, or a row of another.',
  }),
} as const

/** Steps from one row to the next: the field that every diagnostic has. */
export function everyField(help: string) {
  return integer({ label: 'Every', default: 0, min: 0, max: mostSteps, help })
}

/** The whole part as it is stored, every default filled in. */
export const diagnosticSettingsSchema = z.strictObject({
  every: z.number(),
  evaluateEvery: z.number(),
  measure: z.array(z.looseObject({ kind: z.string() })),
})

/** Parses what a document says and fills in every default; every message says what is allowed, and where. */
export function givenDiagnosticsSchema(registry: Registry): z.ZodType<DiagnosticSettings> {
  const names = Object.keys(diagnosticFields)
  return z.unknown().transform((given, context): DiagnosticSettings => {
    if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
      context.addIssue({ code: 'custom', message: mustBe(given, `an object with ${names.join(', ')}`) })
      return z.NEVER
    }
    const entries = new Map<string, unknown>(Object.entries(given ?? {}))
    let isSound = reportUnknownKeys(entries.keys(), names, context)
    const parsed = Object.entries(diagnosticFields).map(([name, field]) => {
      const result = fieldSchema(field, registry).safeParse(entries.get(name))
      if (result.success) return [name, result.data]
      isSound = false
      for (const { message, path } of result.error.issues) {
        context.addIssue({ code: 'custom', message, path: [name, ...path] })
      }
      return [name, undefined]
    })
    if (!isSound) return z.NEVER
    return Object.fromEntries(parsed)
  })
}
