/** What the bench and a contender say to each other, one JSON value a line. */
import type { Figure } from '../src-main/trainer/workloads/figure'

/** The contender's first line. */
export interface Greeting {
  /** what it is: versions, kernels */
  readonly facts: Readonly<Record<string, string>>
  /** what it can be asked to do the work by */
  readonly variants: readonly string[]
}

export interface Request {
  readonly figure: Figure
  readonly variant: string
  /** how long to measure; a single pass may take longer */
  readonly sliceMs: number
}

export type Answer = { readonly passesPerSecond: number } | { readonly absent: string }
