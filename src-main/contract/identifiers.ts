/** Branded ids, made only by their schema. */
import { z } from './schema'

export const runIdSchema = z.number().int().min(1).brand<'RunId'>()
export type RunId = z.infer<typeof runIdSchema>

export const groupIdSchema = z.number().int().min(1).brand<'GroupId'>()
export type GroupId = z.infer<typeof groupIdSchema>
