/** Parameters and slots at checkpoints. */
import { InvariantError } from '../contract/assertNever'
import type { RunId } from '../contract/identifiers'
import type { ParameterTensor } from '../contract/tensor'
import type { ReadableDb } from './labDatabase'

/** The parameters and slots the run ended on, in declaration order; empty when none were kept. */
export function readParameters(_db: ReadableDb, _run: RunId): ParameterTensor[] {
  throw new InvariantError('readParameters')
}
