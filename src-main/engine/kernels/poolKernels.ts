/** What pooling layers ask of a backend. `planes` are images of one channel: rows · channels of them. */
import type { Reals } from '../precision'

/** For windows of one kind; what a pass must remember for its way back, it holds itself. */
export interface PoolKernels {
  /** Overwrites outputs. */
  forward(outputs: Reals, inputs: Reals, planes: number): void
  /** Overwrites inputGradients; of the same planes as the last `forward`. */
  backward(inputGradients: Reals, outputGradients: Reals, planes: number): void
}
