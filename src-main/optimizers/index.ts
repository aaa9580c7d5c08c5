/** The optimizers a document can name. */
import { adam } from './adam'
import { momentum } from './momentum'
import type { OptimizerDefinition } from './optimizer'
import { rmsprop } from './rmsprop'
import { sgd } from './sgd'

export const optimizers: readonly OptimizerDefinition[] = [sgd, momentum, rmsprop, adam]
