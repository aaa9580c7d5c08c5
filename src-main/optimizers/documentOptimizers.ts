/** Everything the `optimizer` of a document can be: the list, and a rule of the user's own. */
import { optimizers } from './index'
import type { OptimizerDefinition } from './optimizer'
import { ownRule } from './ownRule'
import { withCommonFields } from './withCommonFields'

export const documentOptimizers: readonly OptimizerDefinition[] = [...optimizers, ownRule].map(withCommonFields)
