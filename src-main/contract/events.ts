/** Every event from main to the window: name → payload. What an event tells is stored already. */
import { gradientProgressSchema } from './gradientCheck'
import { runIdSchema } from './identifiers'
import { labStateSchema } from './lab'
import { changedRunsSchema } from './run'
import { z } from './schema'
import { seriesGrowthSchema } from './series'

export const menuCommandSchema = z.enum([
  'newExperiment',
  'lecture',
  'palette',
  'undo',
  'selectAll',
  'deleteRuns',
  'duplicateRun',
  'togglePause',
  'stopRun',
  'openLabFile',
  'newLabFile',
  'saveLabFileAs',
  'importExperiment',
  'toggleRuns',
  'toggleExperiment',
  'themeSystem',
  'themeLight',
  'themeDark',
  'keyboardShortcuts',
])
export type MenuCommand = z.infer<typeof menuCommandSchema>

export const events = {
  /** Runs that are new or changed: status, progress, edits, trash. Running runs at most ten times a second. */
  'runs.changed': changedRunsSchema,
  /** Removed for good. */
  'runs.removed': z.array(runIdSchema),
  /** New rows of these series of these runs are stored, up to these steps; charts read them. */
  'series.grown': z.array(z.strictObject({ run: runIdSchema, series: z.array(seriesGrowthSchema) })),
  /** Another lab file, its size, or why it cannot be used. `isOther` asks the window to read everything again. */
  'lab.changed': z.strictObject({ state: labStateSchema, isOther: z.boolean() }),
  /** How far verifications are, at most ten times a second each. */
  'runs.verifying': z.strictObject({ run: runIdSchema, step: z.number(), totalSteps: z.number() }),
  /** How far the gradient check under way is. */
  'gradients.progress': gradientProgressSchema,
  'menu.command': menuCommandSchema,
} as const

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>

export function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(events, name)
}
