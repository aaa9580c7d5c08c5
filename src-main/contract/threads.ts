/**
 * How many threads of one processor train a run. A choice of speed alone, as the backend is: it changes no bit of any
 * result, and so is no part of an experiment.
 */
import { z } from './schema'

/** More than any machine has that this is made for. */
export const mostThreads = 64

export const threadsSchema = z.number().int().min(1).max(mostThreads)
