/**
 * What carries out the arithmetic of a run, by the names the engine has for it. A choice of speed alone: it changes no bit
 * of any result, and so is no part of an experiment.
 */
import { z } from './schema'

export const backendSchema = z.enum(['typescript', 'wasm', 'native'])
export type Backend = z.infer<typeof backendSchema>

/** The fastest there is. Where it could not be compiled the next one computes, and the run's record says which. */
export const defaultBackend: Backend = 'native'
