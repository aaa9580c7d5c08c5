/**
 * The experiment document: all it takes to repeat a run. Versioned, and the same for the window, the command line
 * and export. Unknown keys are refused with their path; what is left out gets its default, so that the stored
 * document is whole.
 */
import type { CheckedDefinition, ChosenOptimizer, Registry } from './definition'
import {
  type DiagnosticSettings,
  diagnosticSettingsSchema,
  givenDiagnosticsSchema,
  keepProblem,
} from './diagnosticSettings'
import type { InputProblem } from './errors'
import { integer, type Member } from './field'
import { fieldSchema, memberSchema, mustBe, reportUnknownKeys } from './fieldSchema'
import { deepestNesting, isNestedDeeper } from './nesting'
import { numbersInPrecision } from './numbersInPrecision'
import { failure, type Result, success } from './result'
import { z } from './schema'

export const experimentSchemaVersion = 1

export type Precision = 'float32' | 'float64'
export type Budget = { readonly steps: number } | { readonly epochs: number }

export interface Experiment {
  readonly schemaVersion: typeof experimentSchemaVersion
  readonly name: string
  readonly problem: Member
  readonly optimizer: Member
  readonly schedule: Member
  readonly budget: Budget
  readonly precision: Precision
  readonly seed: number
  readonly diagnostics: DiagnosticSettings
}

/**
 * All that decides what is trained, but for the seed: runs of one configuration differ in seed only. What is measured
 * changes nothing that is trained, and a name nothing at all.
 */
export type Configuration = Omit<Experiment, 'name' | 'seed' | 'diagnostics'>

/** What a run has of its own beside its configuration. */
export type OwnOfRun = Pick<Experiment, 'name' | 'seed' | 'diagnostics'>

export function configurationOf(experiment: Experiment): Configuration {
  const { name: _name, seed: _seed, diagnostics: _diagnostics, ...configuration } = experiment
  return configuration
}

/** The document of a run, in the order in which documents are written. */
export function experimentOf(configuration: Configuration, { name, seed, diagnostics }: OwnOfRun): Experiment {
  const { schemaVersion, ...rest } = configuration
  return { schemaVersion, name, ...rest, seed, diagnostics }
}

const maximumSteps = 1_000_000_000
const maximumEpochs = 100_000
const maximumNameLength = 200

export const budgetFields = {
  steps: integer({ label: 'Steps', min: 1, max: maximumSteps, scale: 'log', help: 'Updates of the parameters.' }),
  epochs: integer({
    label: 'Epochs',
    min: 1,
    max: maximumEpochs,
    scale: 'log',
    help: 'Passes over the training data.',
  }),
} as const

export const seedField = integer({
  label: 'Seed',
  default: 1,
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  help: 'Initial weights, data order and noise each draw from their own generator made of it.',
})

const topLevelKeys = [
  'schemaVersion',
  'name',
  'problem',
  'optimizer',
  'schedule',
  'budget',
  'precision',
  'seed',
  'diagnostics',
] as const

/** `problem.layers[2].units` out of a path of keys and indices. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  )
}

class Collector {
  readonly problems: InputProblem[] = []

  under(prefix: readonly PropertyKey[]) {
    return {
      addIssue: (issue: { message: string; path?: PropertyKey[] }): void => {
        this.problems.push({ path: pathText([...prefix, ...(issue.path ?? [])]), message: issue.message })
      },
    }
  }

  parsed<T>(schema: z.ZodType<T>, value: unknown, path: readonly PropertyKey[]): T | undefined {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    for (const issue of result.error.issues)
      this.under(path).addIssue({ message: issue.message, path: [...issue.path] })
    return undefined
  }
}

/**
 * Parses a document and fills in every default.
 *
 * @param what names the input in the error: "experiment bowl.json".
 */
export function parseExperiment(document: unknown, registry: Registry, what = 'experiment'): Result<Experiment> {
  const collector = new Collector()
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return failure({
      kind: 'invalidInput',
      what,
      problems: [{ path: '', message: `must be a JSON object with the keys ${topLevelKeys.join(', ')}` }],
    })
  }
  if (isNestedDeeper(document)) {
    const message = `is nested deeper than ${deepestNesting} levels`
    return failure({ kind: 'invalidInput', what, problems: [{ path: '', message }] })
  }
  const given = new Map<string, unknown>(Object.entries(document))
  reportUnknownKeys(given.keys(), topLevelKeys, collector.under([]))
  if (given.get('schemaVersion') !== experimentSchemaVersion) {
    collector.problems.push({
      path: 'schemaVersion',
      message: mustBe(given.get('schemaVersion'), `${experimentSchemaVersion}, the version this program reads`),
    })
  }
  const problem = collector.parsed(memberSchema('problems', registry), given.get('problem'), ['problem'])
  const optimizer = collector.parsed(memberSchema('optimizers', registry), given.get('optimizer'), ['optimizer'])
  const schedule = collector.parsed(
    memberSchema('schedules', registry),
    given.get('schedule') === undefined ? { kind: 'constant' } : given.get('schedule'),
    ['schedule'],
  )
  const definition = registry.problems.find((candidate) => candidate.kind === problem?.kind)
  for (const { path, message } of problemsOfSchedule(schedule, definition, optimizer, registry)) {
    collector.problems.push({ path: `schedule.${path}`, message })
  }
  const budget = parseBudget(given.get('budget'), definition, registry, collector)
  const precision = parsePrecision(given.get('precision'), definition, collector)
  const seed = collector.parsed(fieldSchema(seedField, registry), given.get('seed'), ['seed'])
  const diagnostics = collector.parsed(givenDiagnosticsSchema(registry), given.get('diagnostics'), ['diagnostics'])
  const tooMuchKept =
    diagnostics !== undefined && budget !== undefined && 'steps' in budget
      ? keepProblem(diagnostics.keep.every, budget.steps)
      : null
  if (tooMuchKept !== null) collector.problems.push(tooMuchKept)
  const name = parseName(given.get('name'), `${problem?.kind} ${optimizer?.kind}`, collector)
  if (
    collector.problems.length > 0 ||
    problem === undefined ||
    optimizer === undefined ||
    schedule === undefined ||
    budget === undefined ||
    precision === undefined ||
    typeof seed !== 'number' ||
    diagnostics === undefined ||
    name === undefined
  ) {
    return failure({ kind: 'invalidInput', what, problems: collector.problems })
  }
  const { refused } = numbersInPrecision({ problem, optimizer, schedule, precision }, registry)
  if (refused.length > 0) return failure({ kind: 'invalidInput', what, problems: [...refused] })
  return success({
    schemaVersion: experimentSchemaVersion,
    name,
    problem,
    optimizer,
    schedule,
    budget,
    precision,
    seed,
    diagnostics,
  })
}

/** What a schedule asks of the problem, or of the optimizer, that it does not have. */
function problemsOfSchedule(
  schedule: Member | undefined,
  problem: CheckedDefinition | undefined,
  optimizer: Member | undefined,
  registry: Registry,
): readonly InputProblem[] {
  if (schedule === undefined || problem === undefined) return []
  const definition = registry.schedules.find((candidate) => candidate.kind === schedule.kind)
  return definition?.checkWith?.(schedule, problem, chosenOptimizer(optimizer, registry)) ?? []
}

function chosenOptimizer(settings: Member | undefined, registry: Registry): ChosenOptimizer | undefined {
  const definition = registry.optimizers.find(({ kind }) => kind === settings?.kind)
  if (settings === undefined || definition === undefined) return undefined
  const special = definition.specialise?.(settings) ?? { ok: true, definition }
  return special.ok ? { definition: special.definition, settings } : undefined
}

function parseName(value: unknown, fallback: string, collector: Collector): string | undefined {
  if (value === undefined) return fallback
  const name = typeof value === 'string' ? value.trim() : ''
  if (name.length >= 1 && name.length <= maximumNameLength) return name
  collector.problems.push({ path: 'name', message: mustBe(value, `a text of 1 to ${maximumNameLength} characters`) })
  return undefined
}

function parseBudget(
  value: unknown,
  definition: CheckedDefinition | undefined,
  registry: Registry,
  collector: Collector,
): Budget | undefined {
  if (value === undefined) return definition?.defaults?.budget ?? { steps: 1000 }
  const allowed = 'either { "steps": n } or { "epochs": n }'
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length !== 1) {
    collector.problems.push({ path: 'budget', message: mustBe(value, allowed) })
    return undefined
  }
  const unit = 'steps' in value ? 'steps' : 'epochs' in value ? 'epochs' : undefined
  if (unit === undefined) {
    collector.problems.push({ path: 'budget', message: mustBe(value, allowed) })
    return undefined
  }
  if (unit === 'epochs' && definition !== undefined && definition.hasEpochs !== true) {
    collector.problems.push({
      path: 'budget.epochs',
      message: `needs a problem with training data; a problem of kind ${definition.kind} takes budget.steps`,
    })
    return undefined
  }
  const count = collector.parsed(
    fieldSchema(budgetFields[unit], registry),
    'steps' in value ? value.steps : 'epochs' in value ? value.epochs : undefined,
    ['budget', unit],
  )
  if (typeof count !== 'number') return undefined
  return unit === 'steps' ? { steps: count } : { epochs: count }
}

function parsePrecision(
  value: unknown,
  definition: CheckedDefinition | undefined,
  collector: Collector,
): Precision | undefined {
  if (value === undefined) return definition?.defaults?.precision ?? 'float64'
  if (value === 'float32' || value === 'float64') return value
  collector.problems.push({ path: 'precision', message: mustBe(value, 'one of float32, float64') })
  return undefined
}

/**
 * The shape of a configuration, and of a whole document, for what crosses a process or comes out of the lab file after it was
 * parsed once. Which kinds and settings exist is the registry's to say; see `parseExperiment`.
 */
const configurationShape = {
  schemaVersion: z.literal(experimentSchemaVersion),
  problem: z.looseObject({ kind: z.string() }),
  optimizer: z.looseObject({ kind: z.string() }),
  schedule: z.looseObject({ kind: z.string() }),
  budget: z.union([z.strictObject({ steps: z.number() }), z.strictObject({ epochs: z.number() })]),
  precision: z.enum(['float32', 'float64']),
}
export const configurationSchema = z.strictObject(configurationShape) as unknown as z.ZodType<Configuration>

export const experimentSchema: z.ZodType<Experiment> = z.strictObject({
  ...configurationShape,
  name: z.string(),
  seed: z.number(),
  diagnostics: diagnosticSettingsSchema,
}) as unknown as z.ZodType<Experiment>
