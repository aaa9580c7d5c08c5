/**
 * Every error that reaches a user, as data: a thrown error keeps only its message across `ipcMain.handle`.
 *
 * `sentence` is the one place that puts an error into words, for the window and the command line alike.
 */
import { assertNever } from './assertNever'
import { z } from './schema'

/** One thing wrong with an input: where (a path such as `optimizer.learningRate`), and what is allowed there. */
export const inputProblemSchema = z.strictObject({ path: z.string(), message: z.string() })
export type InputProblem = Readonly<z.infer<typeof inputProblemSchema>>

export const labErrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invalidInput'), what: z.string(), problems: z.array(inputProblemSchema) }),
  z.strictObject({ kind: z.literal('runNotFound'), run: z.string() }),
  z.strictObject({
    kind: z.literal('wrongState'),
    run: z.number(),
    status: z.string(),
    action: z.string(),
    allowed: z.string(),
  }),
  z.strictObject({ kind: z.literal('diverged'), step: z.number(), series: z.string(), value: z.string() }),
  z.strictObject({ kind: z.literal('trainerExited'), code: z.number().nullable(), lastStep: z.number() }),
  z.strictObject({ kind: z.literal('trainerFailed'), message: z.string(), lastStep: z.number() }),
  z.strictObject({ kind: z.literal('storeFromFuture'), file: z.string(), version: z.number(), supported: z.number() }),
  z.strictObject({ kind: z.literal('storeFromPast'), file: z.string(), version: z.number(), supported: z.number() }),
  z.strictObject({ kind: z.literal('storeUnavailable'), file: z.string(), reason: z.string() }),
  /** Another program writes it, or has locked it. */
  z.strictObject({ kind: z.literal('labFileLocked'), file: z.string() }),
  /** Something stored is not what was stored; the rest of the file can be read. */
  z.strictObject({ kind: z.literal('damaged'), file: z.string(), run: z.number().optional(), what: z.string() }),
  /** The open file is no longer the one of its name: nothing more is stored under that name. */
  z.strictObject({ kind: z.literal('labFileLost'), file: z.string(), how: z.enum(['gone', 'replaced']) }),
  z.strictObject({ kind: z.literal('datasetUnreadable'), file: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('internal'), message: z.string() }),
])
export type LabError = Readonly<z.infer<typeof labErrorSchema>>

/** Whether what could not be stored for this reason can be stored later, as it is. */
export function isPassing({ kind }: LabError): boolean {
  return kind === 'labFileLocked' || kind === 'labFileLost'
}

/** Carries a `LabError` through code that throws; caught at the edge of each process and sent on as data. */
export class LabFailure extends Error {
  override readonly name = 'LabFailure'
  constructor(readonly error: LabError) {
    super(sentence(error))
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** Several of one kind, the first few in full. */
export function sentences(errors: readonly LabError[], most = 3): string {
  const rest = errors.length - most
  return [...errors.slice(0, most).map(sentence), ...(rest > 0 ? [`and ${rest} more like it`] : [])].join('; ')
}

/** One clear sentence: what is wrong, where, and what is allowed. */
export function sentence(error: LabError): string {
  switch (error.kind) {
    case 'invalidInput':
      return error.problems.length === 0
        ? error.what
        : `${error.what}: ${error.problems.map((problem) => (problem.path === '' ? problem.message : `${problem.path} ${problem.message}`)).join('; ')}`
    case 'runNotFound':
      return `run ${error.run} is not in this lab file; "lab list" shows the runs that are`
    case 'wrongState':
      return `run ${error.run} is ${error.status}; ${error.action} needs a run that is ${error.allowed}`
    case 'diverged':
      return `diverged at step ${error.step}: ${error.series} = ${error.value}`
    case 'trainerExited':
      return `the trainer process ended (${error.code === null ? 'killed' : `exit code ${error.code}`}) after step ${error.lastStep}`
    case 'trainerFailed':
      return `the trainer failed after step ${error.lastStep}: ${error.message}`
    case 'storeFromFuture':
      return `${error.file} was written by a newer Second Moment (format ${error.version}; this one reads up to ${error.supported}); update the program or choose another lab file`
    case 'storeFromPast':
      return `${error.file} was written by an older Second Moment (format ${error.version}; this one reads ${error.supported}) and must be brought up to date, which needs writing to it and to its folder`
    case 'storeUnavailable':
      return `the lab file ${error.file} ${error.reason}`
    case 'labFileLocked':
      return `the lab file ${error.file} is in use by another program; close that program or choose another lab file`
    case 'damaged':
      return `the lab file ${error.file} is damaged: ${error.run === undefined ? '' : `run ${error.run}: `}${error.what}`
    case 'labFileLost':
      return `the lab file ${error.file} was ${error.how === 'gone' ? 'moved or deleted' : 'replaced by another file'} while it was open; put it back, or save its runs under another name`
    case 'datasetUnreadable':
      return `the dataset file ${error.file} ${error.reason}`
    case 'internal':
      return error.message
    default:
      return assertNever(error)
  }
}
