/** Branded ids, made only by their schema. */
import { z } from './schema'

export const runIdSchema = z.number().int().min(1).brand<'RunId'>()
export type RunId = z.infer<typeof runIdSchema>

/** Of a configuration, and so of the group of runs that have it. */
export const configurationIdSchema = z.number().int().min(1).brand<'ConfigurationId'>()
export type ConfigurationId = z.infer<typeof configurationIdSchema>
