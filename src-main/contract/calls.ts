/**
 * Every call from the window to main: name → input and output. `ipc/serve.ts` parses the input, runs the handler
 * and wraps the answer in `Result`; the preload and the client are generic and never change.
 */
import { datasetPreviewSchema } from './datasetPreview'
import type { Catalogue } from './definition'
import { inputProblemSchema } from './errors'
import { experimentSchema } from './experiment'
import { gradientCheckSchema } from './gradientCheck'
import { runIdSchema } from './identifiers'
import { labStateSchema, verificationSchema } from './lab'
import { optimizerProbeSchema } from './optimizerProbe'
import { longestRuleText, ruleCheckSchema, ruleNameSchema, savedRuleSchema } from './ownRules'
import { runEditSchema, runListSchema } from './run'
import { z } from './schema'
import {
  bandRequestSchema,
  columnKeySchema,
  factsRequestSchema,
  groupSchema,
  groupsRequestSchema,
  recordedSeriesSchema,
  seriesBandSchema,
  seriesFactsSchema,
  seriesRequestSchema,
  seriesWindowSchema,
} from './series'
import { sketchesSchema } from './sketch'
import { threadsSchema } from './threads'

const nothing = z.undefined()
const runsSchema = z.array(runIdSchema).min(1).max(100_000)
const documentSchema = z.unknown()

/** Null when the user closed the dialog without choosing; otherwise the file written or read. */
const chosenFileSchema = z.string().nullable()

export const calls = {
  /** Everything a form can offer: definitions as data. */
  'catalogue.read': { input: nothing, output: z.custom<Catalogue>() },
  /** The document with defaults filled in, or what is wrong with it. Never an error itself. */
  'experiments.check': {
    input: z.strictObject({ document: documentSchema }),
    output: z.strictObject({
      experiment: experimentSchema.nullable(),
      problems: z.array(inputProblemSchema),
      /** Settings that are valid but probably unintended. */
      remarks: z.array(inputProblemSchema),
    }),
  },
  /** How far an optimizer (`{ kind, … }`) steps along a gradient that stays the same. */
  'optimizers.probe': {
    input: z.strictObject({ optimizer: z.looseObject({ kind: z.string() }) }),
    output: optimizerProbeSchema,
  },
  /** The document's gradients against central differences; null when it was cancelled. One check at a time. */
  'gradients.check': { input: z.strictObject({ document: documentSchema }), output: gradientCheckSchema.nullable() },
  'gradients.cancel': { input: nothing, output: nothing },
  /** The optimizer that the text of a rule describes, or what is wrong with it. Never an error itself. */
  'rules.check': { input: z.strictObject({ text: z.string().max(longestRuleText) }), output: ruleCheckSchema },
  /** Every version of every rule of the lab file, the trash left out. */
  'rules.list': { input: nothing, output: z.array(savedRuleSchema) },
  /** Keeps the text as the next version of the rule of that name; a text with mistakes is refused. */
  'rules.save': {
    input: z.strictObject({ name: ruleNameSchema, text: z.string().max(longestRuleText) }),
    output: savedRuleSchema,
  },
  /** Moves all versions of a rule to the trash; runs keep the text they ran. */
  'rules.trash': { input: z.strictObject({ name: ruleNameSchema }), output: nothing },
  'rules.restore': { input: z.strictObject({ name: ruleNameSchema }), output: nothing },
  /** Reads the text of a rule from a file the user chooses; null when none was chosen. */
  'rules.import': {
    input: nothing,
    output: z.strictObject({ file: z.string(), text: z.string() }).nullable(),
  },
  /** Pictures of a document before it is run; null of one that is not sound. */
  'experiments.sketch': { input: z.strictObject({ document: documentSchema }), output: sketchesSchema.nullable() },
  /** The beginning of the data that a dataset member (`{ kind, … }`) names, and what would be made of them. */
  'datasets.preview': { input: z.strictObject({ dataset: documentSchema }), output: datasetPreviewSchema },
  /** The path of a file or folder of the user's own, for a field of that format. */
  'datasets.choose': {
    input: z.strictObject({ title: z.string().max(200), format: z.enum(['file', 'folder']) }),
    output: chosenFileSchema,
  },
  /** Queues one run of each document; several documents are refused or queued together. */
  'runs.start': {
    input: z.strictObject({ documents: z.array(documentSchema).min(1).max(1000) }),
    output: z.array(runIdSchema),
  },
  /** Queues the document with seeds 1…n: a group. */
  'runs.startSeeds': {
    input: z.strictObject({ document: documentSchema, seeds: z.number().int().min(1).max(1000) }),
    output: z.array(runIdSchema),
  },
  /** Every run, the trash included, oldest first; each configuration once. */
  'runs.list': { input: nothing, output: runListSchema },
  'runs.pause': { input: z.strictObject({ run: runIdSchema }), output: nothing },
  'runs.continue': { input: z.strictObject({ run: runIdSchema }), output: nothing },
  /** A running run ends `stopped`; a queued one leaves the queue as `stopped` at step 0. */
  'runs.stop': { input: z.strictObject({ run: runIdSchema }), output: nothing },
  /** Queues a stopped, interrupted or failed run to go on from its checkpoint; answers when it trains again. */
  'runs.resume': { input: z.strictObject({ run: runIdSchema }), output: nothing },
  /** Moves a queued run to a place in the queue, counted from 0. */
  'runs.moveInQueue': {
    input: z.strictObject({ run: runIdSchema, position: z.number().int().min(0) }),
    output: nothing,
  },
  'runs.edit': { input: z.strictObject({ runs: runsSchema, edit: runEditSchema }), output: nothing },
  'runs.trash': { input: z.strictObject({ runs: runsSchema }), output: nothing },
  'runs.restore': { input: z.strictObject({ runs: runsSchema }), output: nothing },
  /** Removes trashed runs for good. */
  'runs.purge': { input: z.strictObject({ runs: runsSchema }), output: nothing },
  /** Trains again from the stored document and compares with all that is stored; answers when it is done, null when cancelled. */
  'runs.verify': { input: z.strictObject({ run: runIdSchema }), output: verificationSchema.nullable() },
  /** Ends the verification of the run, if there is one. */
  'runs.cancelVerify': { input: z.strictObject({ run: runIdSchema }), output: nothing },
  /** Which series a run has, in the order they were first recorded. */
  'series.list': { input: z.strictObject({ run: runIdSchema }), output: z.array(recordedSeriesSchema) },
  'series.read': { input: seriesRequestSchema, output: z.array(seriesWindowSchema) },
  /** First, last, lowest and highest value of a column, and the first below a level; exact. */
  'series.facts': { input: factsRequestSchema, output: seriesFactsSchema },
  /** Mean, spread and interval of a column over runs, such as those of a group. */
  'series.aggregate': { input: bandRequestSchema, output: seriesBandSchema },
  /** A metric over the runs of each configuration: mean, median, standard deviation, interval and n. */
  'groups.read': { input: groupsRequestSchema, output: z.array(groupSchema) },
  /** Full-resolution CSV of some series of some runs, to a file the user chooses. */
  'export.series': {
    input: z.strictObject({
      runs: runsSchema,
      keys: z.array(columnKeySchema).min(1).max(4096),
      suggestedName: z.string().max(200),
    }),
    output: chosenFileSchema,
  },
  'export.parameters': {
    input: z.strictObject({ run: runIdSchema, format: z.enum(['json', 'csv']) }),
    output: chosenFileSchema,
  },
  'export.experiment': { input: z.strictObject({ run: runIdSchema }), output: chosenFileSchema },
  /** The text of a rule, as it is. */
  'export.rule': {
    input: z.strictObject({ text: z.string().max(longestRuleText), suggestedName: z.string().max(200) }),
    output: chosenFileSchema,
  },
  'export.picture': {
    input: z.strictObject({ png: z.instanceof(Uint8Array<ArrayBufferLike>), suggestedName: z.string().max(200) }),
    output: chosenFileSchema,
  },
  /** Reads an experiment document from a file the user chooses; null when none was chosen. */
  'experiments.import': {
    input: nothing,
    output: z.strictObject({ file: z.string(), text: z.string() }).nullable(),
  },
  'lab.read': { input: nothing, output: labStateSchema },
  /** Opens another lab file, or makes a new one, chosen in a dialog. */
  'lab.choose': { input: z.strictObject({ mode: z.enum(['open', 'create']) }), output: chosenFileSchema },
  /** Goes on in a new lab file, chosen in a dialog, with all that is in the present one; also when that one is lost. */
  'lab.saveAs': { input: nothing, output: chosenFileSchema },
  /** Opens the present lab file again, after an error was put right. */
  'lab.reopen': { input: nothing, output: labStateSchema },
  'lab.setConcurrency': {
    input: z.strictObject({ concurrency: z.number().int().min(1).max(64) }),
    output: labStateSchema,
  },
  /** Threads of runs that start from now on, each when no other trains. */
  'lab.setThreads': { input: z.strictObject({ threads: threadsSchema }), output: labStateSchema },
  /** Shows the lab file in the desktop's file manager. */
  'lab.reveal': { input: nothing, output: nothing },
} as const

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallArguments<N extends CallName> = z.output<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>

export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}
